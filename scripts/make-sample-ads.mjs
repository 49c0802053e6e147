// Draws the advertisements of samples/gallery/ads/: one in four inks with bleed, one in black alone, and the paper's house ad.
//
//     node scripts/make-sample-ads.mjs
//
// Their sizes are those of the slots of samples/gallery/layouts/ads.yaml: 17 zi of 9 pt by rows of 11.7 pt.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import PDFDocument from "pdfkit";

const root = new URL("..", import.meta.url).pathname;
const require = createRequire(import.meta.url);
const font = (family, file) =>
  join(dirname(require.resolve(`@expo-google-fonts/${family}/package.json`)), file);
const FONTS = {
  serif: font("noto-serif-sc", "900Black/NotoSerifSC_900Black.ttf"),
  sans: font("noto-sans-sc", "400Regular/NotoSansSC_400Regular.ttf"),
};
const BLEED = 8.5;
const WIDTH = 153;

const paint = {
  "tea.pdf": [
    105.3,
    (doc, { width, height }) => {
      doc.rect(-BLEED, -BLEED, width + 2 * BLEED, height + 2 * BLEED).fill([38, 0, 62, 8]);
      // hills, one behind another
      for (const [y, ink] of [
        [52, [48, 0, 74, 14]],
        [66, [58, 0, 84, 24]],
        [82, [68, 6, 90, 34]],
      ])
        doc
          .moveTo(-BLEED, y)
          .bezierCurveTo(30, y - 34, 62, y + 16, 92, y - 8)
          .bezierCurveTo(118, y - 28, 140, y + 4, width + BLEED, y - 14)
          .lineTo(width + BLEED, height + BLEED)
          .lineTo(-BLEED, height + BLEED)
          .fill(ink);
      doc.circle(122, 24, 11).fill([0, 18, 70, 0]);
      doc.font(FONTS.serif).fontSize(29).fillColor([0, 0, 0, 100]).text("听泉茶社", 10, 4, { lineBreak: false });
      // from 12 pt on black may knock out: overprinting these hills it would go over the ink limit
      doc.font(FONTS.sans).fontSize(12).text("谷雨新茶 今日开罐", 11, 42, { lineBreak: false });
      doc.fillColor([0, 0, 0, 0]).fontSize(11).text("灯心街十二号 早六点开门", 11, 83, { lineBreak: false });
    },
  ],
  "tinker.pdf": [
    105.3,
    (doc, { width, height }) => {
      doc.rect(2, 2, width - 4, height - 4).lineWidth(4).stroke([0, 0, 0, 100]);
      doc.rect(7, 7, width - 14, height - 14).lineWidth(0.75).stroke([0, 0, 0, 100]);
      doc.font(FONTS.serif).fontSize(25).fillColor([0, 0, 0, 100]);
      doc.text("老魏修补", 14, 12, { width: width - 28, align: "center", lineBreak: false });
      doc.rect(30, 51, width - 60, 1.5).fill([0, 0, 0, 100]);
      doc.font(FONTS.sans).fontSize(10.5).fillColor([0, 0, 0, 100]);
      for (const [n, line] of ["铜壶 雨伞 拉链", "桥东第三间 逢雨照开"].entries())
        doc.text(line, 14, 58 + n * 16, { width: width - 28, align: "center", lineBreak: false });
    },
  ],
  "house.pdf": [
    105.3,
    (doc, { width, height }) => {
      doc.rect(0, 0, width, height).fill([0, 0, 0, 12]);
      doc.font(FONTS.serif).fontSize(20).fillColor([0, 0, 0, 100]);
      doc.text("渔阳湾晚报", 0, 20, { width, align: "center", lineBreak: false });
      doc.font(FONTS.sans).fontSize(10.5);
      doc.text("每天傍晚送到家门口", 0, 54, { width, align: "center", lineBreak: false });
      doc.text("订报请找送报员", 0, 70, { width, align: "center", lineBreak: false });
    },
  ],
};

for (const [name, [height, draw]] of Object.entries(paint)) {
  const size = [WIDTH + 2 * BLEED, height + 2 * BLEED];
  const doc = new PDFDocument({ size, margin: 0, pdfVersion: "1.4", info: { Title: name, CreationDate: new Date(0) } });
  const trim = [BLEED, BLEED, BLEED + WIDTH, BLEED + height];
  Object.assign(doc.page.dictionary.data, { TrimBox: trim, BleedBox: [0, 0, ...size] });
  doc.translate(BLEED, BLEED);
  draw(doc, { width: WIDTH, height });
  const parts = [];
  doc.on("data", (part) => parts.push(part));
  const whole = new Promise((resolve) => doc.on("end", resolve));
  doc.end();
  await whole;
  writeFileSync(join(root, "samples/gallery/ads", name), Buffer.concat(parts));
}
