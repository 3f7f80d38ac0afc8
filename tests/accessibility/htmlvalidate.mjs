/* Every rule of html-validate's presets; a rule that is changed says why. */
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y"],
  rules: {
    // HTML reads it whatever the case; the pages are in lower case throughout.
    "doctype-style": ["error", { style: "lowercase" }],
    // A title names the territory, the commission and its date, in this order.
    "long-title": ["error", { maxlength: 120 }],
    // Where a number is on a drawing can't be said in a stylesheet.
    "no-inline-style": ["error", { allowedProperties: ["left", "top", "width", "height"] }],
    // HTML allows any identifier without spaces; a second mention of a figure is "r1.2".
    "valid-id": ["error", { relaxed: true }],
  },
};
