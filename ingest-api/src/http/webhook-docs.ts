import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { WEBHOOKS, type WebhookType } from '@ivorey/shared';

const EXAMPLES = [
	[ 'TypeScript', 'typescript', 'verify-webhook.ts' ],
	[ 'PHP', 'php', 'verify-webhook.php' ],
	[ 'Python', 'python', 'verify_webhook.py' ],
] as const;

const DESCRIPTION = `## Webhooks

Ivorey sends webhooks to the endpoints of an account (Settings → Webhooks in the console). They are signed according to the [Standard Webhooks](https://www.standardwebhooks.com) specification.

- **Answer with any 2xx status within ten seconds.** Otherwise, the delivery is retried for three days: after seconds at first, then after minutes, then after hours. Redirects are not followed. \`Retry-After\` is honoured. Ivorey slows down after 429, 502, 503 and 504. After 410, it switches the endpoint off. If every attempt fails for five days, the endpoint is switched off, and the people in the account get an e-mail.
- **The same event may arrive more than once**, because a response was lost or somebody sent the event again. Its \`webhook-id\` stays the same, so record the IDs that you have handled.
- **Deliveries are sent oldest first, except for retries.** Several may be sent at the same time, but never two about the same order, contact or product.
- **Only new changes are sent.** Importing existing data of a store sends nothing, and events from before the endpoint was switched on are not sent.
- A payload contains the data that Ivorey had when the event was created. It can be read for 30 days, unless the person in it is erased.
- After a secret is rotated, the old one also signs for a day: \`webhook-signature\` contains both signatures.

Verify the signature over the body as received, before parsing it. The Standard Webhooks libraries do this, and so do these examples:`;

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
		'The ID of the event, the same for each attempt.',
		'evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV',
	],
	[
		'webhook-timestamp',
		'The time of this attempt, in seconds since 1970.',
		'1767225600',
	],
	[
		'webhook-signature',
		'`v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.',
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
						'2XX': { description: 'The webhook was accepted.' },
						'410': {
							description:
								'The endpoint is gone: Ivorey switches it off.',
						},
						default: {
							description:
								'The delivery failed and is retried for three days.',
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
					'When the event was created; the same for each attempt.',
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
