// A drawing of ours as SVG, set in our font. It may name nothing outside itself.
const outside = /<\s*(image|feImage|script|style|foreignObject|!DOCTYPE|!ENTITY|\?xml-stylesheet)|url\(\s*["']?[^#"'\s]|href\s*=\s*["'](?!#)/i;

export function drawing(svg) {
    if (!/^\s*<svg[\s>]/.test(svg)) throw new Error('this is no SVG');
    if (outside.test(svg)) throw new Error('a drawing names something outside itself');
    const root = svg.slice(0, svg.indexOf('>'));
    const named = root.includes('xmlns=') ? svg : svg.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"');
    return root.includes('font-family=') ? named : named.replace('<svg', '<svg font-family="Atkinson Next"');
}
