/* The texts of a page whose contrast with what is painted under them is too low (WCAG 1.4.3). */
() => {
  const numbers = colour => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const over = ([r, g, b, share = 1], under) =>
    [r, g, b].map((part, i) => share * part + (1 - share) * under[i]);
  const light = rgb => {
    const [r, g, b] = rgb.map(part => {
      const level = part / 255;
      return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const backgrounds = new Map();
  const background = element => {
    if (!element) return [255, 255, 255];
    if (!backgrounds.has(element)) {
      const own = numbers(getComputedStyle(element).backgroundColor);
      backgrounds.set(element, over(own, background(element.parentElement)));
    }
    return backgrounds.get(element);
  };
  /* A pattern is thin lines: it counts as what is under it. */
  const fill = shape => {
    const style = getComputedStyle(shape);
    if (!style.fill.startsWith('rgb')) return [0, 0, 0, 0];
    const [r, g, b, share = 1] = numbers(style.fill);
    return [r, g, b, share * style.fillOpacity * style.opacity];
  };
  const holds = (shape, x, y) => {
    const outline = shape.href ? document.querySelector(shape.href.baseVal) : shape;
    return outline.isPointInFill(new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse()));
  };
  /* The shapes that are painted before a text, where its middle is. */
  const painted = text => {
    const svg = text.closest('svg');
    const { x, y, width, height } = text.getBoundingClientRect();
    return [...svg.querySelectorAll('path, rect, circle, use')]
      .filter(shape => !shape.closest('defs, clipPath, pattern')
        && text.compareDocumentPosition(shape) & Node.DOCUMENT_POSITION_PRECEDING
        && holds(shape, x + width / 2, y + height / 2))
      .reduce((under, shape) => over(fill(shape), under), background(svg));
  };
  const shown = element => element.checkVisibility() && element.getBoundingClientRect().width > 1
    && [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const texts = [...document.querySelectorAll('body, body *')].filter(shown);
  const poor = texts.flatMap(element => {
    const style = getComputedStyle(element);
    const drawn = element.closest('svg');
    const under = drawn ? painted(element) : background(element);
    const ratio = contrast(over(drawn ? fill(element) : numbers(style.color), under), under);
    const size = parseFloat(style.fontSize);
    const large = !drawn && size >= (style.fontWeight >= 700 ? 18.66 : 24);
    return ratio < (large ? 3 : 4.5) ? [`${element.textContent.trim()}: ${ratio.toFixed(2)}`] : [];
  });
  return [texts.length, poor];
}
