import { describe, expect, it } from 'vitest';
import { findExemptions, scannedText } from '../../../core/validator';
import { foundIn } from '../../support/audited-lab';

const RUN = 'CONFOCAL_01/PROJ-0042/Run_a';

/** Metadata of a confocal microscope, in the shape of Zeiss' CZI. */
const CZI = `<?xml version="1.0" encoding="utf-8"?>
<ImageDocument>
  <Metadata>
    <Experiment Version="1.1"><ExperimentBlocks><AcquisitionBlock><Laser /></AcquisitionBlock></ExperimentBlocks></Experiment>
    <Information>
      <Image><SizeX>1024</SizeX><SizeY>1024</SizeY><Channels><Channel Id="Channel:0"><Fluor>DAPI</Fluor></Channel></Channels></Image>
      <Document><UserName>ada</UserName><Comment></Comment></Document>
    </Information>
    <Scaling><Items><Distance Id="X"><Value>1.06E-07</Value></Distance></Items></Scaling>
  </Metadata>
</ImageDocument>
`;

/** Metadata in the shape of OME-XML, as a converter writes it of Nikon's ND2. */
const OME = `<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">
  <Instrument ID="Instrument:0"><Detector ID="Detector:0:0" Model="A1" /></Instrument>
  <Image ID="Image:0" Name="plate.nd2">
    <AcquisitionDate>2026-11-20T13:00:00</AcquisitionDate>
    <Pixels ID="Pixels:0" Type="uint16"><Channel ID="Channel:0"></Channel><TiffData></TiffData></Pixels>
  </Image>
  <StructuredAnnotations><XMLAnnotation><Value><variant><no_name><uiWidth>512</uiWidth></no_name></variant></Value></XMLAnnotation></StructuredAnnotations>
</OME>
`;

/** A sample list in the shape of what runs a mass spectrometer. */
const SEQUENCE = `\uFEFF<?xml version="1.0"?>\r
<Sequence>\r
  <Samples>\r
    <Sample><Vial>A1</Vial><Volume_uL>5</Volume_uL><Method>C18_60min.meth</Method></Sample>\r
    <Sample><Vial>A2</Vial><Volume_uL>5</Volume_uL><Method><![CDATA[a < b && c > d]]></Method></Sample>\r
  </Samples>\r
</Sequence>\r
`;

const PAGE = `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Plate 3</title></head>
<body><h1>Plate 3</h1><p>One<br>two<hr></p><table><tr><td>[<sup>13</sup>C]glucose</td></tr></table></body></html>
`;

describe('texts of instruments and laboratories', () => {
  it.each([
    ['metadata like that of CZI', 'scan_metadata.xml', CZI],
    ['OME-XML', 'plate.ome.xml', OME],
    ['a sequence of samples', 'sequence.xml', SEQUENCE],
    ['a web page', 'report.html', PAGE],
    ['XML under another ending', 'method.txt', SEQUENCE],
    ['a formula in a web page', 'note.html', '<p>H<sub>2</sub>O at <i>p</i> = 1</p>\n'],
  ])('hold no placeholder: %s', async (_, name, text) => {
    expect(await foundIn({ [`${RUN}/${name}`]: text })).toEqual([]);
  });

  it.each([
    ['comparisons', 'a < b and c > d, <1 mM>, 3<x>4 is told, < x >', ['<x>']],
    ['C++', 'std::vector<int> v; std::map<std::string, int> m;', ['<int>']],
    ['C', '#include <stdio.h>\n#include <math>', ['<math>']],
    ['formulas in a note', 'the <i>cis</i> isomer of [<sup>13</sup>C]glucose', ['<i>', '<sup>']],
    ['an address', 'Ada Marsh <ada@example.org>', []],
    ['a workflow', 'run: ${{ matrix.os }} and ${NAME}', ['{{ matrix.os }}']],
    ['a shell', 'cat <<EOF > out.txt; ${#list[@]}', []],
    ['JSON', '{"a": {"b": {}}, "c": [{}]}', []],
    ['LaTeX, where two braces are two braces', '\\textbf{\\textit{x}} {{\\it x}}', ['{{\\it x}}']],
    ['a form that nobody filled in', 'Sample: <sample_id>', ['<sample_id>']],
  ])('say of %s only what the rules mean', async (_, text, tokens) => {
    const found = await foundIn({ [`${RUN}/notes.txt`]: text });
    expect(found.map((place) => place.split(' | ')[2])).toEqual(tokens);
  });

  it('are exempt for what they are, each token once', () => {
    const sources = { allowTokens: [{ token: '<int>' }], typed: ['the <i>cis</i> isomer'], rawSpans: [] };
    const text = 'vector<int>, <i>, <operator>';
    expect(findExemptions(text, 'notes.txt', sources)).toEqual([
      { token: '<i>', reason: 'answer' },
      { token: '<int>', reason: 'allow_token' },
    ]);
    expect(findExemptions(CZI, 'scan.xml', { allowTokens: [], typed: [], rawSpans: [] })).toEqual(
      expect.arrayContaining([{ token: '<SizeX>', reason: 'markup' }]),
    );
  });

  it('are still judged in XML where an element is opened and never closed', async () => {
    const broken = CZI.replace('</UserName>', '');
    expect(await foundIn({ [`${RUN}/scan.xml`]: broken })).toEqual([
      `unresolved_placeholder_token | ${RUN}/scan.xml | <UserName>`,
    ]);
  });

  it('are no texts in another encoding: nothing is said of them', () => {
    const settings = { content_scan_max_mib: 5, content_scan_extensions: ['.xml'] };
    expect(scannedText('scan.xml', Buffer.from('<a>', 'utf16le'), settings)).toBeNull();
  });
});
