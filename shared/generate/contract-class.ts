import { BATCH_CONTRACT, BATCH_LIMITS } from '../src/batch.ts';
import { APPROVE_PATH } from '../src/connect.ts';
import {
	ACTION_IDS,
	CONNECTION_STATES,
	HEADERS,
	OPTIONAL_FIELDS,
} from '../src/connection.ts';
import { PRODUCTS_OF_LINES } from '../src/digest.ts';
import { ELEMENTS } from '../src/elements.ts';
import { EXCLUSION_REASONS } from '../src/mapping/exclusions.ts';
import {
	IVOREY_ORDER_STATUSES,
	ORDER_STATUS_MAP,
	UNPLACED_ORDER_STATUSES,
} from '../src/mapping/order-status.ts';
import { PRODUCT_TYPES } from '../src/mapping/product-types.ts';
import { CONTACT_ROLES } from '../src/mapping/roles.ts';
import { PROBLEM_TYPE_PREFIX, PROBLEMS } from '../src/problems.ts';
import { MAX_HTML, MAX_NAME, MAX_TEXT } from '../src/records/common.ts';
import { TRIGGER_TYPES } from '../src/records/trigger.ts';
import { DEFAULT_SETTINGS } from '../src/settings.ts';
import { SIGNATURE_TOLERANCE_SECONDS } from '../src/signature.ts';
import { VERIFIED_ELEMENTS, VERIFY_LIMITS } from '../src/verify.ts';
import { VERSIONS_LIMITS } from '../src/versions.ts';
import { phpLiteral, type PhpValue } from './php-literal.ts';

interface PhpConstant {
	name: string;
	/** PHPDoc, for PHPStan at its highest level. */
	type: string;
	about: string;
	value: PhpValue;
}

const CONSTANTS: readonly PhpConstant[] = [
	{
		name: 'ELEMENTS',
		type: listOf( ELEMENTS ),
		about: 'What is switched on and off, in the order in which it is applied.',
		value: ELEMENTS,
	},
	{
		name: 'ORDER_STATUS_MAP',
		type: `array<string, ${ oneOf( IVOREY_ORDER_STATUSES ) }>`,
		about: "R5: by WooCommerce's status without `wc-`; every other one is Pending.",
		value: ORDER_STATUS_MAP,
	},
	{
		name: 'UNPLACED_ORDER_STATUSES',
		type: listOf( UNPLACED_ORDER_STATUSES ),
		about: 'R7: orders in these never leave the store.',
		value: UNPLACED_ORDER_STATUSES,
	},
	{
		name: 'CONTACT_ROLES',
		type: listOf( CONTACT_ROLES ),
		about: 'R1: a user with at least one of these is a contact.',
		value: CONTACT_ROLES,
	},
	{
		name: 'PRODUCT_TYPES',
		type: listOf( PRODUCT_TYPES ),
		about: 'R12: every other type is excluded.',
		value: PRODUCT_TYPES,
	},
	{
		name: 'EXCLUSION_REASONS',
		type: 'array<string, string>',
		about: 'R18: why something is not in Ivorey, and how that reads.',
		value: EXCLUSION_REASONS,
	},
	{
		name: 'TRIGGER_TYPES',
		type: listOf( TRIGGER_TYPES ),
		about: 'R9, R10.',
		value: TRIGGER_TYPES,
	},
	{
		name: 'BATCH_CONTRACT',
		type: 'int',
		about: 'The version of the wire that a batch names.',
		value: BATCH_CONTRACT,
	},
	{
		name: 'PRODUCTS_OF_LINES',
		type: 'string',
		about: 'A regular expression: what is left out of an order’s digest.',
		value: PRODUCTS_OF_LINES,
	},
	{
		name: 'APPROVE_PATH',
		type: 'string',
		about: 'R22: below the URL of the store, unless its wp-admin is elsewhere.',
		value: APPROVE_PATH,
	},
	{
		name: 'BATCH_LIMITS',
		type: 'array{records: int, body_bytes: int, inflated_bytes: int, depth: int}',
		about: 'What a batch stays below: body_bytes on the wire, inflated_bytes of JSON.',
		value: withSnakeCaseKeys( BATCH_LIMITS ),
	},
	{
		name: 'PROBLEM_TYPE_PREFIX',
		type: 'string',
		about: "A problem's type is this and its name.",
		value: PROBLEM_TYPE_PREFIX,
	},
	{
		name: 'PROBLEMS',
		type: `array<string, array{status: int, reaction: ${ oneOf(
			reactions()
		) }}>`,
		about: 'Every error that Ivorey answers with, by name, and what to do about it.',
		value: problems(),
	},
	{
		name: 'HEADERS',
		type: 'array{connection: string, store_url: string, install_id: string}',
		about: 'Request headers beside Authorization and those of Standard Webhooks.',
		value: withSnakeCaseKeys( HEADERS ),
	},
	{
		name: 'ACTION_IDS',
		type: 'array{rotate: string, disconnect: string}',
		about: 'How the webhook-id begins of a request that does this.',
		value: ACTION_IDS,
	},
	{
		name: 'SIGNATURE_TOLERANCE_SECONDS',
		type: 'int',
		about: "How far apart the clocks of a signature's two sides may be.",
		value: SIGNATURE_TOLERANCE_SECONDS,
	},
	{
		name: 'VERIFIED_ELEMENTS',
		type: listOf( VERIFIED_ELEMENTS ),
		about: 'What has a state of its own on both sides, that can be compared.',
		value: VERIFIED_ELEMENTS,
	},
	{
		name: 'VERIFY_LIMITS',
		type: 'array{ranges: int, listed: int}',
		about: 'Ranges of one request to compare; records listed in one answer before its lists break off.',
		value: withSnakeCaseKeys( VERIFY_LIMITS ),
	},
	{
		name: 'VERSIONS_LIMITS',
		type: 'array{ranges: int, listed: int, counted: int}',
		about: 'Ranges of one request to compare versions; records listed in one answer; records counted of one range.',
		value: withSnakeCaseKeys( VERSIONS_LIMITS ),
	},
	{
		name: 'CONNECTION_STATES',
		type: listOf( CONNECTION_STATES ),
		about: 'The same words on both sides.',
		value: CONNECTION_STATES,
	},
	{
		name: 'OPTIONAL_FIELDS',
		type: listOf( OPTIONAL_FIELDS ),
		about: 'Fields of records that are sent only to an Ivorey that names them.',
		value: OPTIONAL_FIELDS,
	},
	{
		name: 'DEFAULT_SETTINGS',
		type: `array{version: int, import: ${ switches(
			DEFAULT_SETTINGS.import
		) }, sync: ${ switches( DEFAULT_SETTINGS.sync ) }}`,
		about: 'R20, R21: until somebody chooses.',
		value: DEFAULT_SETTINGS,
	},
	{
		name: 'MAX_NAME',
		type: 'int',
		about: 'Longest name, in characters as mb_strlen() counts; cut what is longer.',
		value: MAX_NAME,
	},
	{
		name: 'MAX_TEXT',
		type: 'int',
		about: 'Longest free text, such as a note.',
		value: MAX_TEXT,
	},
	{
		name: 'MAX_HTML',
		type: 'int',
		about: 'Longest description.',
		value: MAX_HTML,
	},
];

/** @return plugin/src/Contract/Contract.php */
export function contractClass(): string {
	return `<?php
/**
 * Generated by \`npm run generate\` from shared/src. Do not edit.
 *
 * @package Ivorey\\WooCommerce
 */

declare( strict_types=1 );

namespace Ivorey\\WooCommerce\\Contract;

/** What both sides agree on. The records' shapes are in plugin/contract, as JSON Schema. */
final class Contract {

${ CONSTANTS.map( declaration ).join( '\n' ) }}
`;
}

function declaration( { name, type, about, value }: PhpConstant ): string {
	return `	/**
	 * ${ about }
	 *
	 * @var ${ type }
	 */
	public const ${ name } = ${ phpLiteral( value, 1 ) };
`;
}

function oneOf( values: readonly string[] ): string {
	return values.map( ( value ) => phpLiteral( value ) ).join( '|' );
}

function listOf( values: readonly string[] ): string {
	return `non-empty-list<${ oneOf( values ) }>`;
}

function switches( map: Readonly< Record< string, boolean > > ): string {
	return `array{${ Object.keys( map )
		.map( ( key ) => `${ key }: bool` )
		.join( ', ' ) }}`;
}

function reactions(): string[] {
	return [
		...new Set(
			Object.values( PROBLEMS ).map( ( problem ) => problem.reaction )
		),
	];
}

function problems(): Record< string, PhpValue > {
	return Object.fromEntries(
		Object.entries( PROBLEMS ).map( ( [ name, { status, reaction } ] ) => [
			name,
			{ status, reaction },
		] )
	);
}

function withSnakeCaseKeys(
	map: Readonly< Record< string, PhpValue > >
): Record< string, PhpValue > {
	return Object.fromEntries(
		Object.entries( map ).map( ( [ key, value ] ) => [
			key.replaceAll(
				/[A-Z]/g,
				( letter ) => `_${ letter.toLowerCase() }`
			),
			value,
		] )
	);
}
