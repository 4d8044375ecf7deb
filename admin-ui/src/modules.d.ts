declare module '*.scss';

/** Tests import a file as raw text. */
declare module '*?raw' {
	const text: string;
	export default text;
}
