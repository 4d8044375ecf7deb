import type { Migration } from 'kysely/migration';
import * as connections from './migrations/0001_connections.ts';
import * as contactsAndOrders from './migrations/0002_contacts_and_orders.ts';
import * as elements from './migrations/0003_elements.ts';
import * as settingsAndStatus from './migrations/0004_settings_and_status.ts';
import * as consoleTables from './migrations/0006_console.ts';
import * as signedActions from './migrations/0007_signed_actions.ts';
import * as orderKeys from './migrations/0009_order_keys.ts';
import * as replacedCredentials from './migrations/0010_replaced_credentials.ts';
import * as unpricedProducts from './migrations/0011_unpriced_products.ts';
import * as askedAt from './migrations/0012_asked_at.ts';
import * as epochs from './migrations/0013_epochs.ts';
import * as encryptionKeys from './migrations/0014_encryption_keys.ts';
import * as flaggedTokens from './migrations/0015_flagged_tokens.ts';
import * as statusSignedAt from './migrations/0016_status_signed_at.ts';
import * as erasures from './migrations/0017_erasures.ts';
import * as automations from './migrations/0018_automations.ts';
import * as trashedOrders from './migrations/0020_trashed_orders.ts';
import * as signedRequests from './migrations/0021_signed_requests.ts';
import * as rateLimits from './migrations/0022_rate_limits.ts';
import * as webhooks from './migrations/0023_webhooks.ts';
import * as restoredAt from './migrations/0024_restored_at.ts';
import * as ordersOnce from './migrations/0025_orders_once.ts';
import * as productEdits from './migrations/0030_product_edits.ts';
import * as messageColumns from './migrations/0031_message_columns.ts';
import * as sortColumns from './migrations/0032_sort_columns.ts';
import * as peopleRoles from './migrations/0033_people_roles.ts';
import * as apiTokens from './migrations/0035_api_tokens.ts';
import * as orderFilters from './migrations/0037_order_filters.ts';
import * as searchWords from './migrations/0038_search_words.ts';
import * as orderCounts from './migrations/0039_order_counts.ts';
import * as marketingConsent from './migrations/0040_marketing_consent.ts';
import * as moreWords from './migrations/0041_more_words.ts';

/** The database's history contains its name, and `indexes.ts` the indexes it made. */
const ONLY_INDEXES: Migration = { up: async () => undefined };

/**
 * In order of application, all in one transaction; a released migration is never changed. An index on an existing table
 * belongs in `indexes.ts`, and a constraint on one is added `not valid`: `constraints.ts` validates it.
 */
export const MIGRATIONS = {
	'0001_connections': connections,
	'0002_contacts_and_orders': contactsAndOrders,
	'0003_elements': elements,
	'0004_settings_and_status': settingsAndStatus,
	'0005_verify': ONLY_INDEXES,
	'0006_console': consoleTables,
	'0007_signed_actions': signedActions,
	'0008_order_numbers': ONLY_INDEXES,
	'0009_order_keys': orderKeys,
	'0010_replaced_credentials': replacedCredentials,
	'0011_unpriced_products': unpricedProducts,
	'0012_asked_at': askedAt,
	'0013_epochs': epochs,
	'0014_encryption_keys': encryptionKeys,
	'0015_flagged_tokens': flaggedTokens,
	'0016_status_signed_at': statusSignedAt,
	'0017_erasures': erasures,
	'0018_automations': automations,
	'0020_trashed_orders': trashedOrders,
	'0021_signed_requests': signedRequests,
	'0022_rate_limits': rateLimits,
	'0023_webhooks': webhooks,
	'0024_restored_at': restoredAt,
	'0025_orders_once': ordersOnce,
	'0030_product_edits': productEdits,
	'0031_message_columns': messageColumns,
	'0032_sort_columns': sortColumns,
	'0033_people_roles': peopleRoles,
	'0035_api_tokens': apiTokens,
	'0037_order_filters': orderFilters,
	'0038_search_words': searchWords,
	'0039_order_counts': orderCounts,
	'0040_marketing_consent': marketingConsent,
	'0041_more_words': moreWords,
} as const satisfies Record< string, Migration >;

export const LATEST_MIGRATION = Object.keys( MIGRATIONS ).at( -1 )!;
