/** Where the focus is, whether one sees it there, and whether something stands before it. */
export function focus_stop(page) {
    return page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        const cards = [...document.querySelectorAll('article.criterion')];
        return {
            id: element.id,
            name: element.getAttribute('name') ?? '',
            text: (element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 80),
            card: cards.indexOf(element.closest('article.criterion')),
            is_pager: Boolean(element.closest('.pager')),
            is_page: element.id === 'main',
            is_seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
            is_obscured: !shows(element, box),
        };

        // At one of its points at least, the element itself is what one would touch.
        function shows(element, box) {
            if (!box.width || !box.height) return false;
            for (const [x, y] of [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]]) {
                const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
                if (top && (element.contains(top) || top.contains(element) && top.tagName !== 'BODY' || top.closest('label')?.htmlFor === element.id)) return true;
            }
            return false;
        }
    });
}
