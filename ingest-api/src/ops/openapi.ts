import { z } from 'zod';
import {
	ACTION_IDS,
	BATCH_LIMITS,
	batchSchema,
	codeDescriptionSchema,
	connectionInfoSchema,
	denyCodeSchema,
	describeCodeSchema,
	exchangeCodeSchema,
	exchangedCodeSchema,
	explainAnswerSchema,
	explainRequestSchema,
	findAnswerSchema,
	findRequestSchema,
	HEADERS,
	PROBLEMS,
	problemSchema,
	problemType,
	receiptSchema,
	recordSchema,
	settingsSchema,
	settingsUpdateSchema,
	statusReportSchema,
	verifyAnswerSchema,
	verifyRequestSchema,
	rotatedSchema,
	type ProblemName,
} from '@ivorey/shared';
import {
	FEED_LIMITS,
	FEED_START,
	triggerFeedSchema,
} from '../triggers/feed-schema.ts';

const AUTHENTICATION_PROBLEMS = [
	'bad-request',
	'clock-skew',
	'unauthorized',
	'revoked',
	'paused-by-person',
	'store-mismatch',
	'connection-gone',
	'rate-limited',
	'internal',
	'unavailable',
] as const satisfies readonly ProblemName[];

const BATCH_PROBLEMS = [
	...AUTHENTICATION_PROBLEMS,
	'malformed-json',
	'malformed-encoding',
	'request-timeout',
	'id-reused',
	'payload-too-large',
	'too-many-records',
	'unsupported-media-type',
	'invalid-batch',
] as const satisfies readonly ProblemName[];

const FEED_PROBLEMS = [
	'bad-request',
	'unauthorized',
	'cursor-gone',
	'rate-limited',
	'internal',
	'unavailable',
] as const satisfies readonly ProblemName[];

const CODE_PROBLEMS = [
	'invalid-request',
	'invalid-grant',
	'rate-limited',
	'internal',
	'unavailable',
] as const satisfies readonly ProblemName[];

const DOCUMENT_PROBLEMS = [
	...AUTHENTICATION_PROBLEMS,
	'malformed-json',
	'malformed-encoding',
	'request-timeout',
	'payload-too-large',
	'unsupported-media-type',
	'invalid-body',
] as const satisfies readonly ProblemName[];

function schemaOf( schema: z.ZodType ): Record< string, unknown > {
	const { $schema: _, ...rest } = z.toJSONSchema( schema, {
		io: 'input',
		unrepresentable: 'any',
	} );
	return rest;
}

function header(
	name: string,
	description: string,
	example: string,
	required = true
) {
	return {
		name,
		in: 'header',
		required,
		description,
		schema: { type: 'string' },
		example,
	};
}

const SIGNED_HEADERS = [
	header(
		HEADERS.connection,
		'`<account id>.<connection id>`',
		'acc_qv3cXy1VQ0m5x3yC2d8JYA.con_0bQ4xF9mT2q7u1rKc6s8Zw'
	),
	header(
		HEADERS.storeUrl,
		'The home URL of the store; has to be the one that was approved.',
		'https://yourstore.com'
	),
	header(
		HEADERS.installId,
		'Made when the store was connected; the first signed request binds it.',
		'7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11'
	),
	header(
		'webhook-id',
		`Of this batch; the same for each repetition. Begins with \`${ ACTION_IDS.rotate }\` or \`${ ACTION_IDS.disconnect }\` in the requests that do this, and in no other.`,
		'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W'
	),
	header(
		'webhook-timestamp',
		'Seconds since 1970, of this attempt.',
		'1767225600'
	),
	header(
		'webhook-signature',
		'`v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, the body as it is on the wire; several, separated by spaces, while a secret rotates.',
		'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
	),
];

/** One entry for each status, with the problem types that come with it. */
function problemResponses( names: readonly ProblemName[] ) {
	const byStatus = Map.groupBy( names, ( name ) => PROBLEMS[ name ].status );
	return Object.fromEntries(
		[ ...byStatus ]
			.sort( ( [ a ], [ b ] ) => a - b )
			.map( ( [ status, group ] ) => {
				const retried = group.some(
					( name ) => PROBLEMS[ name ].reaction === 'retry'
				);
				return [
					String( status ),
					{
						description: group
							.map(
								( name ) =>
									`\`${ problemType( name ) }\`: ${ PROBLEMS[ name ].title }.`
							)
							.join( '\n\n' ),
						...( retried
							? {
									headers: {
										'Retry-After': {
											description: 'Seconds.',
											schema: { type: 'integer' },
										},
									},
								}
							: {} ),
						content: {
							'application/problem+json': {
								schema: {
									$ref: '#/components/schemas/Problem',
								},
							},
						},
					},
				];
			} )
	);
}

function answer( description: string, schema: string ) {
	return {
		description,
		content: {
			'application/json': {
				schema: { $ref: `#/components/schemas/${ schema }` },
			},
		},
	};
}

function jsonBody( schema: string ) {
	return {
		required: true,
		content: {
			'application/json': {
				schema: { $ref: `#/components/schemas/${ schema }` },
			},
		},
	};
}

/** A request that is not signed: whoever holds the code may ask. */
function codeRequest( operation: {
	operationId: string;
	summary: string;
	body: string;
	done: Record< string, unknown >;
	problems?: readonly ProblemName[];
} ) {
	return {
		post: {
			operationId: operation.operationId,
			summary: operation.summary,
			security: [],
			requestBody: {
				required: true,
				content: {
					'application/json': {
						schema: {
							$ref: `#/components/schemas/${ operation.body }`,
						},
					},
				},
			},
			responses: {
				...operation.done,
				...problemResponses( operation.problems ?? CODE_PROBLEMS ),
			},
		},
	};
}

/** @param publicUrl Where stores reach this API; null leaves it to the reader's address. */
export function openApiDocument(
	publicUrl: string | null
): Record< string, unknown > {
	return {
		openapi: '3.1.0',
		info: {
			title: 'Ivorey ingestion API',
			version: '1',
			description:
				'Takes what happens in a store. What a store sends is signed after the Standard Webhooks specification.',
			license: {
				name: 'GPL-2.0-or-later',
				identifier: 'GPL-2.0-or-later',
			},
		},
		servers: [ { url: publicUrl ?? '/' } ],
		security: [ { token: [] } ],
		paths: {
			'/v1/batches': {
				post: {
					operationId: 'postBatch',
					summary: 'Take records of a store',
					description:
						`At most ${ BATCH_LIMITS.records } records and ${ BATCH_LIMITS.bodyBytes } bytes (${ BATCH_LIMITS.inflatedBytes } after inflating). ` +
						'The same `webhook-id` again gets the same receipt and changes nothing.',
					parameters: [
						...SIGNED_HEADERS,
						header(
							'content-encoding',
							'gzip, or none.',
							'gzip',
							false
						),
					],
					requestBody: {
						required: true,
						content: {
							'application/json': {
								schema: { $ref: '#/components/schemas/Batch' },
							},
						},
					},
					responses: {
						'200': answer(
							'One outcome for each record, in the order of the batch.',
							'Receipt'
						),
						...problemResponses( BATCH_PROBLEMS ),
					},
				},
			},
			'/v1/connection': {
				get: {
					operationId: 'getConnection',
					summary: 'State and settings of the connection',
					description: 'Signed over an empty body.',
					parameters: SIGNED_HEADERS,
					responses: {
						'200': answer( 'How things stand.', 'Connection' ),
						...problemResponses( AUTHENTICATION_PROBLEMS ),
					},
				},
				delete: {
					operationId: 'leaveConnection',
					summary: 'The store was disconnected by its owner',
					description: `Signed over an empty body; the \`webhook-id\` begins with \`${ ACTION_IDS.disconnect }\` and disconnects once. What Ivorey has of the store stays, and the credentials bring it back: with the first new \`GET\` that is not signed earlier. It may leave while a person has paused it, and has to be connected again then.`,
					parameters: SIGNED_HEADERS,
					responses: {
						'204': { description: 'Noted.' },
						...problemResponses( [
							...AUTHENTICATION_PROBLEMS,
							'id-reused',
						] ),
					},
				},
			},
			'/v1/settings': {
				put: {
					operationId: 'putSettings',
					summary: 'Change what is imported and kept in sync',
					description:
						'Names the version that it was changed from; where that is not the current one, the answer is a conflict with the current ones.',
					parameters: SIGNED_HEADERS,
					requestBody: jsonBody( 'SettingsUpdate' ),
					responses: {
						'200': answer(
							'The settings as they are now.',
							'Settings'
						),
						...problemResponses( [
							...DOCUMENT_PROBLEMS,
							'settings-conflict',
						] ),
					},
				},
			},
			'/v1/status': {
				put: {
					operationId: 'putStatus',
					summary: 'What only the store knows',
					description:
						'Progress of the import, what is excluded, what waits. The report that was signed last counts; an older one is ignored.',
					parameters: SIGNED_HEADERS,
					requestBody: jsonBody( 'Status' ),
					responses: {
						'204': { description: 'Noted.' },
						...problemResponses( DOCUMENT_PROBLEMS ),
					},
				},
			},
			'/v1/verify': {
				post: {
					operationId: 'verify',
					summary: 'Number and digest of records, by ranges of ids',
					description:
						"To find out what differs without sending everything: where a range's digest differs, its records are asked for. Changes nothing.",
					parameters: SIGNED_HEADERS,
					requestBody: jsonBody( 'VerifyRequest' ),
					responses: {
						'200': answer(
							'One answer for each range, in their order.',
							'VerifyAnswer'
						),
						...problemResponses( DOCUMENT_PROBLEMS ),
					},
				},
			},
			'/v1/explain': {
				post: {
					operationId: 'explain',
					summary: 'What Ivorey has of one object of the store',
					description: 'Changes nothing.',
					parameters: SIGNED_HEADERS,
					requestBody: jsonBody( 'ExplainRequest' ),
					responses: {
						'200': answer(
							'What is here; nothing of what never came.',
							'ExplainAnswer'
						),
						...problemResponses( DOCUMENT_PROBLEMS ),
					},
				},
			},
			'/v1/find': {
				post: {
					operationId: 'find',
					summary: 'Which order of the store has a number',
					description:
						'Extensions give orders numbers of their own. Changes nothing.',
					parameters: SIGNED_HEADERS,
					requestBody: jsonBody( 'FindRequest' ),
					responses: {
						'200': answer(
							"WooCommerce's ids, the last order first; none where there is no such number.",
							'FindAnswer'
						),
						...problemResponses( DOCUMENT_PROBLEMS ),
					},
				},
			},
			'/v1/triggers': {
				get: {
					operationId: 'getTriggers',
					summary: 'What fired in the stores of an account',
					description:
						'Events in the order in which they came, each once. Ask again with `after` as the last answer named it as `next`; no event ever appears before a cursor that was given out. Not signed: a token of the account is enough (`npm run connection -- create-token`).',
					security: [ { accountToken: [] } ],
					parameters: [
						{
							name: 'after',
							in: 'query',
							description:
								'The cursor to go on after; left out: from the first event.',
							schema: { type: 'string', default: FEED_START },
						},
						{
							name: 'limit',
							in: 'query',
							description: 'How many at most.',
							schema: {
								type: 'integer',
								minimum: 1,
								maximum: FEED_LIMITS.max,
								default: FEED_LIMITS.default,
							},
						},
					],
					responses: {
						'200': answer(
							'The next events, or none.',
							'TriggerFeed'
						),
						...problemResponses( FEED_PROBLEMS ),
					},
				},
			},
			'/v1/connection/rotate': {
				post: {
					operationId: 'rotateCredentials',
					summary:
						'New credentials; those before stay good until a day after these are first used',
					description: `Signed over an empty body; the \`webhook-id\` begins with \`${ ACTION_IDS.rotate }\` and rotates once. Two pairs are good at most: the new one, and the one that the store uses.`,
					parameters: SIGNED_HEADERS,
					responses: {
						'200': answer(
							'Send with these from now on.',
							'Rotated'
						),
						...problemResponses( [
							...AUTHENTICATION_PROBLEMS,
							'id-reused',
						] ),
					},
				},
			},
			'/v1/connect/describe': codeRequest( {
				operationId: 'describeCode',
				summary: 'Whose code this is and what it would do',
				body: 'DescribeCode',
				done: {
					'200': answer(
						'What the store shows to its owner.',
						'CodeDescription'
					),
				},
			} ),
			'/v1/connect/token': codeRequest( {
				operationId: 'exchangeCode',
				summary: 'Credentials for a code that was approved',
				body: 'ExchangeCode',
				done: {
					'200': answer( 'The store is joined.', 'ExchangedCode' ),
				},
				problems: [
					...CODE_PROBLEMS,
					'unsupported-grant-type',
					'store-unconfirmed',
				],
			} ),
			'/v1/connect/deny': codeRequest( {
				operationId: 'denyCode',
				summary: 'The owner declined: the code is worth nothing',
				body: 'DenyCode',
				done: { '204': { description: 'Noted.' } },
			} ),
		},
		components: {
			securitySchemes: {
				token: {
					type: 'http',
					scheme: 'bearer',
					description: 'The token of the connection.',
				},
				accountToken: {
					type: 'http',
					scheme: 'bearer',
					description: 'A token of the account.',
				},
			},
			schemas: {
				Batch: schemaOf(
					batchSchema.extend( {
						records: z
							.array( recordSchema )
							.min( 1 )
							.max( BATCH_LIMITS.records ),
					} )
				),
				Receipt: schemaOf( receiptSchema ),
				TriggerFeed: schemaOf( triggerFeedSchema ),
				Connection: schemaOf( connectionInfoSchema ),
				Problem: schemaOf( problemSchema ),
				Settings: schemaOf( settingsSchema ),
				SettingsUpdate: schemaOf( settingsUpdateSchema ),
				Status: schemaOf( statusReportSchema ),
				VerifyRequest: schemaOf( verifyRequestSchema ),
				VerifyAnswer: schemaOf( verifyAnswerSchema ),
				ExplainRequest: schemaOf( explainRequestSchema ),
				ExplainAnswer: schemaOf( explainAnswerSchema ),
				FindRequest: schemaOf( findRequestSchema ),
				FindAnswer: schemaOf( findAnswerSchema ),
				DescribeCode: schemaOf( describeCodeSchema ),
				CodeDescription: schemaOf( codeDescriptionSchema ),
				ExchangeCode: schemaOf( exchangeCodeSchema ),
				ExchangedCode: schemaOf( exchangedCodeSchema ),
				DenyCode: schemaOf( denyCodeSchema ),
				Rotated: schemaOf( rotatedSchema ),
			},
		},
	};
}
