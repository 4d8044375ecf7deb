import { readFileSync } from 'node:fs';

const EXAMPLES = [
	[ 'curl', 'sh', 'read-orders.sh' ],
	[ 'TypeScript', 'typescript', 'read-orders.ts' ],
] as const;

const BEFORE = `## Quick start

In the console, open Settings → API tokens and create a token with the scope \`read\`. The token is shown only once. Send it with each request: \`Authorization: Bearer <token>\`.`;

const AFTER = `The TypeScript client is \`@ivorey/ingest-api/client\` in Ivorey’s repository. Its types are generated from [the OpenAPI document](/openapi.json), from which you can also generate clients in other languages.

- **Lists** return \`{ "data": […], "next_cursor": …, "previous_cursor": … }\`. For the next page, pass \`next_cursor\` as \`cursor\` with the same filters and order, until \`next_cursor\` is null. \`limit\` is at most 100.
- **Single objects** have an \`ETag\`. Send it as \`If-None-Match\`; if the object has not changed, the response is 304 without a body.
- **Amounts** are decimals as text, next to their currency. **Times** are RFC 3339 in UTC. **IDs** are WooCommerce’s IDs as text, together with the \`connection\` of their store; contacts have IDs from Ivorey.
- **Errors** are problems (RFC 9457): \`type\` is stable, and \`detail\` explains what is wrong and how to fix it. After 429 and 503, wait for the time in \`Retry-After\`.
- A token with the scope \`read\` gets 403 for a request that changes something. Objects of another account and objects that do not exist both return 404.`;

/** The part of the documentation to begin with; a test runs its examples. */
export function quickStart(): string {
	const examples = EXAMPLES.map( ( [ title, language, file ] ) => {
		const source = readFileSync(
			new URL( `../../../docs/quick-start/${ file }`, import.meta.url ),
			'utf8'
		);
		return `### ${ title }\n\n\`\`\`${ language }\n${ source.trim() }\n\`\`\``;
	} );
	return [ BEFORE, ...examples, AFTER ].join( '\n\n' );
}
