import { z } from 'zod';
import {
	ACTION_IDS,
	HEADERS,
	PROBLEMS,
	problemSchema,
	problemType,
	type ProblemName,
} from '@ivorey/shared';
import type { TokenScope } from '../db/element-tables.ts';
import {
	TAGS,
	type NamedSchema,
	type Operation,
	type Parameter,
	type Tag,
} from './operation.ts';
import { quickStart } from './docs/quick-start.ts';
import type { Auth, Method } from './routes.ts';
import {
	webhookPaths,
	webhookSchemas,
	webhookDescription,
} from './webhook-docs.ts';

/** The documented part of a row in the table of routes. */
export interface DocumentedRoute {
	method: Method;
	path: string;
	auth: Auth;
	scope?: TokenScope;
	operation?: Operation;
}

const ALWAYS = [
	'rate-limited',
	'internal',
	'unavailable',
] as const satisfies readonly ProblemName[];

const PROBLEMS_OF_AUTH: Record< Auth, readonly ProblemName[] > = {
	signed: [
		'bad-request',
		'clock-skew',
		'unauthorized',
		'revoked',
		'paused-by-person',
		'store-mismatch',
		'connection-gone',
		...ALWAYS,
	],
	code: [ 'invalid-request', 'invalid-grant', ...ALWAYS ],
	token: [ 'bad-request', 'unauthorized', ...ALWAYS ],
	session: ALWAYS,
	none: ALWAYS,
};

const PROBLEMS_OF_SIGNED_BODY = [
	'malformed-json',
	'malformed-encoding',
	'request-timeout',
	'payload-too-large',
	'unsupported-media-type',
] as const satisfies readonly ProblemName[];

const TAG_OF_AUTH: Record< Auth, Tag > = {
	signed: 'Stores’ own requests',
	code: 'Joining a store',
	token: 'Account',
	session: 'Account',
	none: 'Account',
};

const SECURITY: Record< Auth, readonly Record< string, [] >[] | undefined > = {
	// Covered by the document's default.
	signed: undefined,
	code: [],
	token: [ { accountToken: [] } ],
	session: [],
	none: [],
};

function header(
	name: string,
	description: string,
	example: string
): Parameter {
	return {
		name,
		in: 'header',
		required: true,
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
		'The home URL of the store. It must be the one that was approved.',
		'https://yourstore.com'
	),
	header(
		HEADERS.installId,
		'Generated when the store was connected. The first signed request binds it to the connection.',
		'7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11'
	),
	header(
		'webhook-id',
		`The ID of the request, the same for each retry. It begins with \`${ ACTION_IDS.rotate }\` in requests that rotate, with \`${ ACTION_IDS.disconnect }\` in requests that disconnect, and with neither in any other request.`,
		'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W'
	),
	header(
		'webhook-timestamp',
		'The time of this attempt, in seconds since 1970.',
		'1767225600'
	),
	header(
		'webhook-signature',
		'`v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`, with the body as it is on the wire. While a secret is being rotated, several signatures separated by spaces.',
		'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
	),
];

/** @param publicUrl Where stores reach this API; null leaves it to the reader's address. */
export function openApiDocument(
	publicUrl: string | null,
	routes: readonly DocumentedRoute[]
): Record< string, unknown > {
	const documented = routes.filter( isDocumented );
	return {
		openapi: '3.1.0',
		info: {
			title: 'Ivorey API',
			version: '1',
			description: [
				'With an account token (Settings → API tokens), programs can read everything that Ivorey’s pages show. Stores send their events to Ivorey, and Ivorey sends webhooks about them; both are signed according to the Standard Webhooks specification.',
				quickStart(),
				webhookDescription(),
			].join( '\n\n' ),
			license: {
				name: 'GPL-2.0-or-later',
				identifier: 'GPL-2.0-or-later',
			},
		},
		servers: [ { url: publicUrl ?? '/' } ],
		security: [ { token: [] } ],
		tags: TAGS.filter( ( { name } ) =>
			documented.some( ( route ) => tagOf( route ) === name )
		),
		paths: pathsOf( documented ),
		webhooks: webhookPaths(),
		components: {
			securitySchemes: {
				token: {
					type: 'http',
					scheme: 'bearer',
					description: 'The connection’s token.',
				},
				accountToken: {
					type: 'http',
					scheme: 'bearer',
					description:
						'An account token (Settings → API tokens). The scope `read` allows reading; the scope `manage` also allows changes.',
				},
			},
			schemas: schemasOf( documented ),
		},
	};
}

type Documented = DocumentedRoute & { operation: Operation };

function isDocumented( route: DocumentedRoute ): route is Documented {
	return route.operation !== undefined;
}

function pathsOf( routes: readonly Documented[] ): Record< string, unknown > {
	return Object.fromEntries(
		[ ...Map.groupBy( routes, ( { path } ) => path ) ].map(
			( [ path, group ] ) => [
				documentedPath( path ),
				Object.fromEntries(
					group.map( ( route ) => [
						route.method.toLowerCase(),
						describe( route ),
					] )
				),
			]
		)
	);
}

/** `/orders/:order` → `/orders/{order}` */
export function documentedPath( path: string ): string {
	return path.replaceAll( /:(\w+)/g, '{$1}' );
}

export function tagOf( { auth, operation }: Documented ): Tag {
	return operation.tag ?? TAG_OF_AUTH[ auth ];
}

/** @throws Error if a parameter of the path is not described. */
function pathParameters( { path, operation }: Documented ): Parameter[] {
	return [ ...path.matchAll( /:(?<name>\w+)/g ) ].map( ( match ) => {
		const name = match.groups!.name!;
		const description = operation.path?.[ name ];
		if ( description === undefined ) {
			throw new Error( `${ path }: say what ${ name } is` );
		}
		return {
			name,
			in: 'path',
			required: true,
			description,
			schema: { type: 'string' },
		};
	} );
}

function queryParameters( { query }: Operation ): Parameter[] {
	if ( query === undefined ) {
		return [];
	}
	const { properties = {}, required = [] } = jsonSchemaOf( query ) as {
		properties?: Record< string, Record< string, unknown > >;
		required?: string[];
	};
	return Object.entries( properties ).map(
		( [ name, { description, ...schema } ] ) => ( {
			name,
			in: 'query',
			required: required.includes( name ),
			description: String( description ?? '' ),
			schema,
		} )
	);
}

const IF_NONE_MATCH: Parameter = {
	name: 'If-None-Match',
	in: 'header',
	description: 'The ETag of a response that you already have.',
	schema: { type: 'string' },
};

function describe( route: Documented ): Record< string, unknown > {
	const { auth, method, operation, scope } = route;
	const { answer, body, description, id, summary } = operation;
	const security = SECURITY[ auth ];
	const isCached = answer.etag === true && method === 'GET';
	const parameters = [
		...( auth === 'signed' ? SIGNED_HEADERS : [] ),
		...pathParameters( route ),
		...queryParameters( operation ),
		...( isCached ? [ IF_NONE_MATCH ] : [] ),
		...( operation.parameters ?? [] ),
	];
	return {
		operationId: id,
		tags: [ tagOf( route ) ],
		summary,
		...( description === undefined ? {} : { description } ),
		...( security === undefined ? {} : { security } ),
		...( parameters.length === 0 ? {} : { parameters } ),
		...( body === undefined
			? {}
			: { requestBody: { required: true, content: jsonOf( body ) } } ),
		responses: {
			...( answer.body === undefined
				? { '204': { description: answer.description } }
				: {
						'200': {
							description: answer.description,
							...( answer.etag === true
								? {
										headers: {
											ETag: {
												description:
													'Changes whenever anything in the response changes.',
												schema: { type: 'string' },
											},
										},
									}
								: {} ),
							content: jsonOf( answer.body ),
						},
					} ),
			...( isCached
				? {
						'304': {
							description:
								'Not modified: the response still has the given ETag.',
						},
					}
				: {} ),
			...problemResponses( [
				...PROBLEMS_OF_AUTH[ auth ],
				...( scope === 'manage'
					? ( [ 'insufficient-scope' ] as const )
					: [] ),
				...( auth === 'signed' && body !== undefined
					? PROBLEMS_OF_SIGNED_BODY
					: [] ),
				...( operation.problems ?? [] ),
			] ),
		},
	};
}

function jsonOf( { name }: NamedSchema ) {
	return {
		'application/json': {
			schema: { $ref: `#/components/schemas/${ name }` },
		},
	};
}

/** One entry for each status, with all of its problem types. */
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
											description:
												'The number of seconds to wait before the next attempt.',
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

function schemasOf( routes: readonly Documented[] ): Record< string, unknown > {
	const named = routes.flatMap( ( { operation: { answer, body } } ) =>
		[ body, answer.body ].filter( ( schema ) => schema !== undefined )
	);
	const webhooks = Object.entries( webhookSchemas() ).map(
		( [ name, schema ] ) => ( { name, schema } )
	);
	return Object.fromEntries(
		[
			...named,
			...webhooks,
			{ name: 'Problem', schema: problemSchema },
		].map( ( { name, schema } ) => [ name, jsonSchemaOf( schema ) ] )
	);
}

function jsonSchemaOf( schema: z.ZodType ): Record< string, unknown > {
	const { $schema: _, ...rest } = z.toJSONSchema( schema, {
		io: 'input',
		unrepresentable: 'any',
	} );
	return rest;
}
