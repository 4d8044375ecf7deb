import type { z } from 'zod';
import type { ProblemName } from '@ivorey/shared';

/** A schema with its name in the documentation. */
export interface NamedSchema {
	name: string;
	schema: z.ZodType;
}

/** The groups of the documentation, in order. */
export const TAGS = [
	{ name: 'Orders', description: 'Orders from all stores of the account.' },
	{
		name: 'Contacts',
		description:
			'Buyers and users. A contact belongs to the account, whichever of its stores it came from.',
	},
	{
		name: 'Products',
		description:
			'Products with their variants. WooCommerce is the source of truth: the next change in WooCommerce overwrites changes made here.',
	},
	{ name: 'Collections', description: 'WooCommerce’s product categories.' },
	{ name: 'Transactions', description: 'Payments and refunds.' },
	{ name: 'Triggers', description: 'Triggers that have fired, as a feed.' },
	{
		name: 'Automations',
		description: 'Automations and their runs.',
	},
	{
		name: 'Webhooks',
		description:
			'Webhook endpoints of the account and the deliveries to them.',
	},
	{
		name: 'Stores',
		description: 'The account’s connections to its stores.',
	},
	{ name: 'Account', description: 'The account and its figures.' },
	{ name: 'Privacy', description: 'Erasures of people’s personal data.' },
	{
		name: 'Joining a store',
		description:
			'Requests from a store that is being connected, authenticated by its code.',
	},
	{
		name: 'Stores’ own requests',
		description:
			'Requests from the plugin. Each is signed with the connection’s secret.',
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
