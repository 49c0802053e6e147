/** Names of glyphs as fonts and PDF know them: tables of Adobe TN 5176 (appendices A, B), ISO 32000-1 (annex D) and the glyph list. */

/** The standard strings of CFF, by their number (SID). */
export const CFF_STRINGS: readonly string[] = `
.notdef space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft parenright asterisk plus comma
hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at A
B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore quoteleft
a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde exclamdown cent sterling
fraction yen florin section currency quotesingle quotedblleft guillemotleft guilsinglleft guilsinglright fi fl endash
dagger daggerdbl periodcentered paragraph bullet quotesinglbase quotedblbase quotedblright guillemotright ellipsis
perthousand questiondown grave acute circumflex tilde macron breve dotaccent dieresis ring cedilla hungarumlaut ogonek
caron emdash AE ordfeminine Lslash Oslash OE ordmasculine ae dotlessi lslash oslash oe germandbls onesuperior
logicalnot mu trademark Eth onehalf plusminus Thorn onequarter divide brokenbar degree thorn threequarters twosuperior
registered minus eth multiply threesuperior copyright Aacute Acircumflex Adieresis Agrave Aring Atilde Ccedilla Eacute
Ecircumflex Edieresis Egrave Iacute Icircumflex Idieresis Igrave Ntilde Oacute Ocircumflex Odieresis Ograve Otilde
Scaron Uacute Ucircumflex Udieresis Ugrave Yacute Ydieresis Zcaron aacute acircumflex adieresis agrave aring atilde
ccedilla eacute ecircumflex edieresis egrave iacute icircumflex idieresis igrave ntilde oacute ocircumflex odieresis
ograve otilde scaron uacute ucircumflex udieresis ugrave yacute ydieresis zcaron exclamsmall Hungarumlautsmall
dollaroldstyle dollarsuperior ampersandsmall Acutesmall parenleftsuperior parenrightsuperior twodotenleader
onedotenleader zerooldstyle oneoldstyle twooldstyle threeoldstyle fouroldstyle fiveoldstyle sixoldstyle sevenoldstyle
eightoldstyle nineoldstyle commasuperior threequartersemdash periodsuperior questionsmall asuperior bsuperior
centsuperior dsuperior esuperior isuperior lsuperior msuperior nsuperior osuperior rsuperior ssuperior tsuperior ff
ffi ffl parenleftinferior parenrightinferior Circumflexsmall hyphensuperior Gravesmall Asmall Bsmall Csmall Dsmall
Esmall Fsmall Gsmall Hsmall Ismall Jsmall Ksmall Lsmall Msmall Nsmall Osmall Psmall Qsmall Rsmall Ssmall Tsmall Usmall
Vsmall Wsmall Xsmall Ysmall Zsmall colonmonetary onefitted rupiah Tildesmall exclamdownsmall centoldstyle Lslashsmall
Scaronsmall Zcaronsmall Dieresissmall Brevesmall Caronsmall Dotaccentsmall Macronsmall figuredash hypheninferior
Ogoneksmall Ringsmall Cedillasmall questiondownsmall oneeighth threeeighths fiveeighths seveneighths onethird
twothirds zerosuperior foursuperior fivesuperior sixsuperior sevensuperior eightsuperior ninesuperior zeroinferior
oneinferior twoinferior threeinferior fourinferior fiveinferior sixinferior seveninferior eightinferior nineinferior
centinferior dollarinferior periodinferior commainferior Agravesmall Aacutesmall Acircumflexsmall Atildesmall
Adieresissmall Aringsmall AEsmall Ccedillasmall Egravesmall Eacutesmall Ecircumflexsmall Edieresissmall Igravesmall
Iacutesmall Icircumflexsmall Idieresissmall Ethsmall Ntildesmall Ogravesmall Oacutesmall Ocircumflexsmall Otildesmall
Odieresissmall OEsmall Oslashsmall Ugravesmall Uacutesmall Ucircumflexsmall Udieresissmall Yacutesmall Thornsmall
Ydieresissmall 001.000 001.001 001.002 001.003 Black Bold Book Light Medium Regular Roman Semibold
`
  .trim()
  .split(/\s+/);

/** StandardEncoding: the SID of each code, 0 for none. */
export const STANDARD_SIDS: readonly number[] = `
0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21
22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60
61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 0 0 0 0 0 0 0
0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 96 97 98 99 100 101 102 103 104 105 106 107 108 109 110 0 111
112 113 114 0 115 116 117 118 119 120 121 122 0 123 0 124 125 126 127 128 129 130 131 0 132 133 0 134 135 136 137 0 0
0 0 0 0 0 0 0 0 0 0 0 0 0 0 138 0 139 0 0 0 0 140 141 142 143 0 0 0 0 0 144 0 0 0 145 0 0 146 147 148 149 0 0 0 0
`
  .trim()
  .split(/\s+/)
  .map(Number);

/** The Unicode character of each of the first 229 standard strings but .notdef, then of Euro. */
const CHARACTERS = `
0020 0021 0022 0023 0024 0025 0026 2019 0028 0029 002A 002B 002C 002D 002E 002F 0030 0031 0032 0033 0034 0035 0036
0037 0038 0039 003A 003B 003C 003D 003E 003F 0040 0041 0042 0043 0044 0045 0046 0047 0048 0049 004A 004B 004C 004D
004E 004F 0050 0051 0052 0053 0054 0055 0056 0057 0058 0059 005A 005B 005C 005D 005E 005F 2018 0061 0062 0063 0064
0065 0066 0067 0068 0069 006A 006B 006C 006D 006E 006F 0070 0071 0072 0073 0074 0075 0076 0077 0078 0079 007A 007B
007C 007D 007E 00A1 00A2 00A3 2044 00A5 0192 00A7 00A4 0027 201C 00AB 2039 203A FB01 FB02 2013 2020 2021 00B7 00B6
2022 201A 201E 201D 00BB 2026 2030 00BF 0060 00B4 02C6 02DC 00AF 02D8 02D9 00A8 02DA 00B8 02DD 02DB 02C7 2014 00C6
00AA 0141 00D8 0152 00BA 00E6 0131 0142 00F8 0153 00DF 00B9 00AC 00B5 2122 00D0 00BD 00B1 00DE 00BC 00F7 00A6 00B0
00FE 00BE 00B2 00AE 2212 00F0 00D7 00B3 00A9 00C1 00C2 00C4 00C0 00C5 00C3 00C7 00C9 00CA 00CB 00C8 00CD 00CE 00CF
00CC 00D1 00D3 00D4 00D6 00D2 00D5 0160 00DA 00DB 00DC 00D9 00DD 0178 017D 00E1 00E2 00E4 00E0 00E5 00E3 00E7 00E9
00EA 00EB 00E8 00ED 00EE 00EF 00EC 00F1 00F3 00F4 00F6 00F2 00F5 0161 00FA 00FB 00FC 00F9 00FD 00FF 017E 20AC
`
  .trim()
  .split(/\s+/)
  .map((each) => Number.parseInt(each, 16));

/** Character of each Latin glyph name, and back. */
const BY_NAME = new Map<string, number>([
  ...CHARACTERS.slice(0, -1).map((character, n) => [CFF_STRINGS[n + 1]!, character] as const),
  ["Euro", CHARACTERS.at(-1)!],
]);
const BY_CHARACTER = new Map<number, string>([...BY_NAME].map(([name, character]) => [character, name]));

/** The character that a glyph's name stands for: `A`, `uni4E00`, `u20BB7`; undefined where the name says nothing. */
export const characterOf = (name: string): number | undefined => {
  const known = BY_NAME.get(name);
  if (known !== undefined) return known;
  const found = /^(?:uni([0-9A-F]{4})|u([0-9A-F]{4,6}))$/.exec(name);
  return found ? Number.parseInt(found[1] ?? found[2]!, 16) : undefined;
};

const decoded = (label: string): readonly (string | undefined)[] =>
  Array.from(new TextDecoder(label).decode(Uint8Array.from({ length: 256 }, (_, code) => code)), (each) =>
    BY_CHARACTER.get(each.codePointAt(0)!),
  );

/** 0x80 to 0x9f of Windows' Latin: programs differ in how they decode them, so that they are written out. */
const WINDOWS =
  `Euro . quotesinglbase florin quotedblbase ellipsis dagger daggerdbl circumflex perthousand Scaron guilsinglleft OE . Zcaron . .
quoteleft quoteright quotedblleft quotedblright bullet endash emdash tilde trademark scaron guilsinglright oe . zcaron Ydieresis`
    .split(/\s+/)
    .map((name) => (name === "." ? undefined : name));

const patched = (names: readonly (string | undefined)[], more: Readonly<Record<number, string>>) =>
  names.map((name, code) => more[code] ?? name);

/** The glyph name of each code, by the encoding's name. */
export const ENCODINGS: Readonly<Record<string, readonly (string | undefined)[]>> = {
  StandardEncoding: STANDARD_SIDS.map((sid) => (sid === 0 ? undefined : CFF_STRINGS[sid])),
  WinAnsiEncoding: patched(decoded("latin1"), {
    ...Object.fromEntries(WINDOWS.flatMap((name, n) => (name ? [[0x80 + n, name]] : []))),
    39: "quotesingle",
    96: "grave",
    160: "space",
    173: "hyphen",
    183: "periodcentered",
    175: "macron",
  }),
  MacRomanEncoding: patched(decoded("macintosh"), { 39: "quotesingle", 96: "grave", 202: "space", 219: "currency" }),
};
