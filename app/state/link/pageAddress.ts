/** The address of this page, without what follows `#`. */
export const pageAddress = (): string => location.href.replace(/#.*$/, '');
