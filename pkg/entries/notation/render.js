export function renderText() {}
export function renderHtml() {}
export function renderMarkdown() {}
