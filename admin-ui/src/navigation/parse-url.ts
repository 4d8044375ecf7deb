/** `URL.parse`, which browsers have only since 2024. */
export function parseUrl( text: string ): URL | null {
	try {
		return new URL( text );
	} catch {
		return null;
	}
}
