/** The text of the page as a browser shows it. */
export const visibleText = (page: string): string =>
  page
    .slice(page.indexOf("<body>"))
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
