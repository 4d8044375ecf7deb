import { z } from 'zod';
import { CONSENT_SOURCES, timestampSchema } from '@ivorey/shared';
import { withPlaces } from '../automations/decimals.ts';
import { MERGE_REASONS } from '../db/element-tables.ts';
import {
	CONTACT_SORTS,
	findContact,
	listContacts,
} from '../views/contact-queries.ts';
import type { ContactRow, ContactView } from '../views/contact-view.ts';
import { textOf } from './answers.ts';
import { searchParameter } from './query.ts';
import {
	messageSchema,
	moneyShape,
	storeOf,
	storeShape,
	toMessage,
} from './schemas.ts';
import { itemEndpoint, listEndpoint, ofAccount } from './endpoints.ts';

const KINDS = [ 'guest', 'customer' ] as const;

const summarySchema = z.strictObject( {
	id: z.string(),
	kind: z
		.enum( KINDS )
		.describe(
			'A customer is a user of a store; a guest has only ordered.'
		),
	name: z.string().describe( 'The name; empty if unknown.' ),
	email: z.string(),
	created_at: timestampSchema,
	order_count: z
		.int()
		.describe(
			'The number of orders. List them with `/v1/orders?contact=<id>`.'
		),
	marketing_consent: z
		.strictObject( {
			state: z.enum( [ 'given', 'refused', 'unknown' ] ),
			at: timestampSchema
				.nullable()
				.describe( 'When the buyer chose; null if unknown.' ),
			source: z
				.string()
				.nullable()
				.describe(
					`How the store knows: ${ CONSENT_SOURCES.map( ( source ) => `\`${ source }\`` ).join( ', ' ) }, or another. Null if unknown.`
				),
		} )
		.describe(
			'Whether the contact agreed to marketing e-mails, according to its newest choice in a store. Automations send marketing only to contacts with the state `given`.'
		),
} );

const contactSchema = summarySchema.extend( {
	company: z.string(),
	phone: z.string(),
	date_registered: timestampSchema.nullable(),
	users: z
		.array( z.strictObject( { ...storeShape, user_id: z.string() } ) )
		.describe( 'The contact’s user accounts in stores.' ),
	spent: z
		.array( z.strictObject( { ...moneyShape, orders: z.int() } ) )
		.describe( 'The amounts paid less refunds, by currency.' ),
	merges: z
		.array(
			z.strictObject( {
				reason: z.enum( MERGE_REASONS ),
				store_url: z.string(),
				merged_at: timestampSchema,
			} )
		)
		.describe(
			'The last contacts merged into this one, including the change from guest to customer.'
		),
	messages: z
		.array( messageSchema )
		.describe( 'The e-mails to the contact, newest first.' ),
} );

/** `GET /v1/contacts` (R34, R41). */
export const { operation: contactsOperation, handler: getContacts } =
	listEndpoint( {
		id: 'listContacts',
		tag: 'Contacts',
		summary: 'List contacts',
		sorts: CONTACT_SORTS,
		filters: {
			search: searchParameter.describe(
				'Beginnings of words in the name or e-mail address. Case and accents are ignored.'
			),
			kind: z
				.enum( KINDS )
				.optional()
				.describe( 'Only guests or only customers.' ),
		},
		answer: {
			description: 'A page of contacts.',
			name: 'ContactList',
			schema: summarySchema,
		},
		read: ( { db, accountId }, query, place ) =>
			listContacts( db, accountId, {
				...place,
				search: query.search ?? '',
				kind: query.kind ?? null,
			} ),
		toData: toSummary,
	} );

function toSummary( contact: ContactRow ) {
	return {
		id: contact.contactId,
		kind: contact.kind,
		name: contact.name,
		email: contact.email,
		created_at: textOf( contact.createdAt ),
		order_count: contact.orderCount,
		marketing_consent: {
			state: contact.consent.state,
			at: textOf( contact.consent.at ),
			source: contact.consent.source,
		},
	};
}

/** `GET /v1/contacts/:contact` (R36, R41). */
export const { operation: contactOperation, handler: getContact } =
	itemEndpoint( {
		id: 'getContact',
		tag: 'Contacts',
		summary: 'Retrieve a contact',
		description:
			'Returns all details of the contact, including user accounts, merges and e-mails.',
		path: { contact: 'The ID of the contact.' },
		answer: {
			description: 'The contact.',
			name: 'Contact',
			schema: contactSchema,
		},
		find: ofAccount( 'contact', findContact ),
		toData: toItem,
	} );

function toItem( contact: ContactView, accountId: string ) {
	return {
		...toSummary( contact ),
		company: contact.company,
		phone: contact.phone,
		date_registered: textOf( contact.registeredAt ),
		users: contact.users.map( ( user ) => ( {
			...storeOf( accountId, user ),
			user_id: user.userId,
		} ) ),
		spent: contact.spent.map( ( { amount, currency, orders } ) => ( {
			amount: withPlaces( amount ),
			currency,
			orders,
		} ) ),
		merges: contact.merges.map( ( merge ) => ( {
			reason: merge.why,
			store_url: merge.storeUrl,
			merged_at: textOf( merge.mergedAt ),
		} ) ),
		messages: contact.messages.map( toMessage ),
	};
}
