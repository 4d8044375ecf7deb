import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { WEBHOOKS, type WebhookType } from '@ivorey/shared';

const EXAMPLES = [
	[ 'TypeScript', 'typescript', 'verify-webhook.ts' ],
	[ 'PHP', 'php', 'verify-webhook.php' ],
	[ 'Python', 'python', 'verify_webhook.py' ],
] as const;

const DESCRIPTION = `## Webhooks

What Ivorey sends to addresses of an account (Settings → Webhooks in the console), signed after the [Standard Webhooks](https://www.standardwebhooks.com) specification.

- **Answer with any 2xx status, within ten seconds.** Everything else is tried again, for three days: after seconds at first, then minutes, then hours. Redirects are not followed. \`Retry-After\` is honoured; 429, 502, 503 and 504 slow Ivorey down; 410 switches the endpoint off. An endpoint whose every attempt has failed for five days is switched off, and the people of the account get an e-mail.
- **The same event may come more than once** (an answer may be lost, or somebody sends it again). \`webhook-id\` is the same then, so remember those that you have handled.
- **In order of age, but for what had to be tried again.** Some are sent at once; never two about the same order, contact or product.
- **Changes, not history.** An import of what was in a store before tells nothing; nor is anything told of what came about before the endpoint was switched on.
- A payload is what Ivorey knew when the event was made. It can be read again for 30 days, unless the person in it is erased.
- While a secret is rotated, the old one signs beside the new one for a day: \`webhook-signature\` holds both.

Verify the signature over the body as it came, before it is parsed. Libraries of Standard Webhooks do; so does this:`;

/** The general part about webhooks in the document's description. */
export function webhookDescription(): string {
	const examples = EXAMPLES.map( ( [ title, language, file ] ) => {
		const source = readFileSync(
			new URL( `../../docs/webhooks/${ file }`, import.meta.url ),
			'utf8'
		);
		return `### ${ title }\n\n\`\`\`${ language }\n${ source.trim() }\n\`\`\``;
	} );
	return [ DESCRIPTION, ...examples ].join( '\n\n' );
}

const HEADERS = [
	[
		'webhook-id',
		'Of the event; the same for each attempt.',
		'evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV',
	],
	[
		'webhook-timestamp',
		'Seconds since 1970, of this attempt.',
		'1767225600',
	],
	[
		'webhook-signature',
		'`v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.',
		'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
	],
] as const;

/** The entries of OpenAPI's `webhooks`. */
export function webhookPaths(): Record< string, unknown > {
	return Object.fromEntries(
		typesOf().map( ( type ) => [
			type,
			{
				post: {
					operationId: type,
					summary: WEBHOOKS[ type ].title,
					description: WEBHOOKS[ type ].summary,
					security: [],
					parameters: HEADERS.map(
						( [ name, description, example ] ) => ( {
							name,
							in: 'header',
							required: true,
							description,
							schema: { type: 'string' },
							example,
						} )
					),
					requestBody: {
						required: true,
						content: {
							'application/json': { schema: bodyOf( type ) },
						},
					},
					responses: {
						'2XX': { description: 'It was taken.' },
						'410': {
							description:
								'Nothing more is wanted: the endpoint is switched off.',
						},
						default: {
							description: 'It is tried again, for three days.',
						},
					},
				},
			},
		] )
	);
}

/** The schemas that the webhooks' bodies reference. */
export function webhookSchemas(): Record< string, z.ZodType > {
	return Object.fromEntries(
		typesOf().map( ( type ) => {
			const { data } = WEBHOOKS[ type ];
			return [ nameOf( data ), data ];
		} )
	);
}

function typesOf(): WebhookType[] {
	return Object.keys( WEBHOOKS ) as WebhookType[];
}

/** webhookSchema() with shared schemas by reference. */
function bodyOf( type: WebhookType ): Record< string, unknown > {
	return {
		type: 'object',
		properties: {
			type: { type: 'string', const: type },
			timestamp: {
				type: 'string',
				format: 'date-time',
				description:
					'When the event was made; the same for each attempt.',
			},
			data: {
				$ref: `#/components/schemas/${ nameOf( WEBHOOKS[ type ].data ) }`,
			},
		},
		required: [ 'type', 'timestamp', 'data' ],
		additionalProperties: false,
	};
}

function nameOf( schema: z.ZodType ): string {
	return schema.meta()!.title!;
}
