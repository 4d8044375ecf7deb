import { readFileSync } from 'node:fs';

const EXAMPLES = [
	[ 'curl', 'sh', 'read-orders.sh' ],
	[ 'TypeScript', 'typescript', 'read-orders.ts' ],
] as const;

const BEFORE = `## Quick start

In the console, open Settings → API tokens and create a token that may read. It is shown once. Each request names it: \`Authorization: Bearer <token>\`.`;

const AFTER = `The client is \`@ivorey/ingest-api/client\` in Ivorey’s repository; its types are made of [the OpenAPI document](/openapi.json), of which generators make clients in other languages, too.

- **Lists** answer \`{ "data": […], "next_cursor": …, "previous_cursor": … }\`. Ask again with \`cursor\`, and the same filters and order, until \`next_cursor\` is null. \`limit\` is at most 100.
- **Single things** have an \`ETag\`. Send it as \`If-None-Match\`, and what has not changed is answered 304, without a body.
- **Money** is a decimal as text, with its currency beside it. **Times** are RFC 3339 in UTC. **Ids** are WooCommerce’s own, as text, together with the \`connection\` of their store; contacts have Ivorey’s.
- **Errors** are problems (RFC 9457): \`type\` stays the same, \`detail\` says what is wrong and what to do. After 429 and 503, wait as long as \`Retry-After\` says.
- A token that may only read is answered 403 where it would change something. What another account has, and what is not there, are both 404.`;

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
