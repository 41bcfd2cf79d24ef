/** Of the package `pretendard`; in the files' address, so that another version is another file. */
export const typefaceVersion = '1.3.9';

/** Where the typeface's files are served. */
export const typefaceFolder = `/typeface/${typefaceVersion}/`;

/** Names the files of each range of characters: only those that are on a page are fetched. */
export const typefaceStyles = `${typefaceFolder}pretendardvariable-dynamic-subset.css`;

/** Its value is the version that this browser has fetched already. */
export const typefaceCookie = 'rowlock_typeface';

/** Its name in those styles. */
export const typefaceFamily = 'Pretendard Variable';
