"""Times the real Jinja2 at what `jinja.ts` asks for: the request is JSON on standard input, the times are JSON in milliseconds."""

import hashlib
import json
import sys
import time

from jinja2 import meta
from jinja2.sandbox import SandboxedEnvironment


def median(values):
    return sorted(values)[len(values) // 2]


def timed(rounds, action):
    times = []
    for number in range(rounds):
        begun = time.perf_counter()
        action(number)
        times.append((time.perf_counter() - begun) * 1000)
    return median(times)


def main():
    request = json.load(sys.stdin)
    rounds, context, templates = request["rounds"], request["context"], request["templates"]
    environment = SandboxedEnvironment(keep_trailing_newline=True)

    def cold(number):
        # Each round has texts of its own: nothing is remembered.
        return [environment.from_string(f"{text}{{# {number} #}}").render(context) for text in templates]

    one = environment.from_string(templates[0])
    table = environment.from_string(request["table"])
    rows = {"rows": request["rows"]}
    digest = hashlib.sha256("".join([*cold(-1), table.render(rows)]).encode()).hexdigest()
    times = {
        "cold": timed(rounds, cold),
        "cached": timed(rounds, lambda _: [one.render(context) for _ in templates]),
        "table": timed(rounds, lambda _: [table.render(rows) for _ in range(request["tables"])]) / request["tables"],
        "analysis": timed(
            rounds,
            lambda number: [
                meta.find_undeclared_variables(environment.parse(f"{text}{{# {number} #}}"))
                for text in request["files"]
            ],
        ),
    }
    print(json.dumps({"digest": digest, "times": times}))


main()
