"""The real Jinja2 as a measure of ours: one request a line on standard input, one answer a line on standard output.

A request is a JSON object: `template`; `context`, in tagged JSON; `includes`, templates by name; `env`, arguments of
Jinja's `Environment`, where `undefined` is the name of a class and `extensions` adds to `do` and `loopcontrols`.
The answer is `{"expected": text}` or `{"error": class, "message": text, "lineno": number or null}`. A request with
`"analyse": true` is not rendered: the answer is `{"undeclared": names}`, what `jinja2.meta` finds in the template.

Tagged JSON says what JSON cannot: `$float`, `$int` (as text), `$tuple`, `$set`, `$dict` (pairs), `$range`, `$markup`.
It needs nothing but Jinja2 itself; the templates run in its sandbox.
"""

import json
import resource
import sys

import jinja2
import markupsafe
from jinja2 import meta
from jinja2.sandbox import SandboxedEnvironment

MOST_MEMORY = 2 * 1024**3

ALWAYS = ["jinja2.ext.do", "jinja2.ext.loopcontrols"]

UNDEFINED_CLASSES = {
    "Undefined": jinja2.Undefined,
    "ChainableUndefined": jinja2.ChainableUndefined,
    "StrictUndefined": jinja2.StrictUndefined,
}


def values_of(tagged):
    return [value_of(item) for item in tagged]


TAGS = {
    "$float": float,
    "$int": int,
    "$markup": markupsafe.Markup,
    "$range": lambda bounds: range(*bounds),
    "$tuple": lambda items: tuple(values_of(items)),
    "$set": lambda items: set(values_of(items)),
    "$dict": lambda pairs: {value_of(key): value_of(item) for key, item in pairs},
}


def value_of(tagged):
    """The Python value that tagged JSON stands for. An object with any other single name is a plain dict."""
    if isinstance(tagged, list):
        return values_of(tagged)
    if isinstance(tagged, dict):
        if len(tagged) == 1:
            tag, content = next(iter(tagged.items()))
            if tag in TAGS:
                return TAGS[tag](content)
        return {name: value_of(item) for name, item in tagged.items()}
    return tagged


def environment_of(request):
    options = dict(request.get("env") or {})
    extensions = ALWAYS + [name for name in options.pop("extensions", []) if name not in ALWAYS]
    return SandboxedEnvironment(
        loader=jinja2.DictLoader(request.get("includes") or {}),
        undefined=UNDEFINED_CLASSES[options.pop("undefined", "Undefined")],
        extensions=extensions,
        **options,
    )


def answer(line):
    try:
        request = json.loads(line)
        if request.get("analyse"):
            tree = environment_of(request).parse(request["template"])
            return {"undeclared": sorted(meta.find_undeclared_variables(tree))}
        template = environment_of(request).from_string(request["template"])
        return {"expected": template.render(value_of(request.get("context") or {}))}
    except Exception as error:
        line_number = getattr(error, "lineno", None)
        return {"error": type(error).__name__, "message": str(error), "lineno": line_number}


def main():
    # A template that makes too much ends with an error, not with the machine.
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    # Line endings pass as they are, whatever the machine is.
    sys.stdin.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    for line in sys.stdin:
        if line.strip():
            # ASCII alone: a lone surrogate could not be written otherwise.
            print(json.dumps(answer(line)), flush=True)


if __name__ == "__main__":
    main()
