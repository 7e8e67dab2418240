// What the page was opened with.
export const settings = JSON.parse(decodeURIComponent(location.hash.slice(1)));
