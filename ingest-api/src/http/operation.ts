import type { z } from 'zod';
import type { ProblemName } from '@ivorey/shared';

/** A schema with its name in the documentation. */
export interface NamedSchema {
	name: string;
	schema: z.ZodType;
}

/** The groups of the documentation, in order. */
export const TAGS = [
	{ name: 'Orders', description: 'Orders of all stores of the account.' },
	{
		name: 'Contacts',
		description:
			'Buyers and users. A contact is the account’s, whichever of its stores it came from.',
	},
	{
		name: 'Products',
		description:
			'Products with their variants. WooCommerce is the source of truth: what is changed here is overwritten by the next change there.',
	},
	{ name: 'Collections', description: 'WooCommerce’s product categories.' },
	{ name: 'Transactions', description: 'Payments and refunds.' },
	{ name: 'Triggers', description: 'What fired, as a feed to follow.' },
	{
		name: 'Automations',
		description: 'What automations are there, and what they did.',
	},
	{
		name: 'Webhooks',
		description: 'Endpoints of the account, and what was sent to them.',
	},
	{
		name: 'Stores',
		description: 'The account’s connections to its stores.',
	},
	{ name: 'Account', description: 'The account, and its figures.' },
	{ name: 'Privacy', description: 'People who were erased.' },
	{
		name: 'Joining a store',
		description: 'What a store asks that is being connected, by its code.',
	},
	{
		name: 'Stores’ own requests',
		description:
			'What the plugin sends. Each is signed with the connection’s secret.',
	},
] as const satisfies readonly { name: string; description: string }[];

export type Tag = ( typeof TAGS )[ number ][ 'name' ];

/** The documentation of a route, beyond its row in the table. */
export interface Operation {
	id: string;
	/** Its group; defaults to the group of its `auth`. */
	tag?: Tag;
	summary: string;
	description?: string;
	/** Describes each parameter of the path. */
	path?: Readonly< Record< string, string > >;
	/** The schema of the query. */
	query?: z.ZodObject;
	parameters?: readonly Parameter[];
	body?: NamedSchema;
	answer: {
		description: string;
		body?: NamedSchema;
		/** The answer has an ETag, and is not sent again to a client that already has it. */
		etag?: true;
	};
	/** Problems besides those that every route with the same `auth`, or with a signed body, can answer. */
	problems?: readonly ProblemName[];
}

export interface Parameter {
	name: string;
	in: 'header' | 'path' | 'query';
	required?: boolean;
	description: string;
	schema: Record< string, unknown >;
	example?: string;
}
