import type { Kysely } from 'kysely';
import { noteChange, noting } from '../accounts/changes.ts';
import {
	NO_CONDITIONS,
	DEFAULTS,
	type Definition,
} from '../automations/definition.ts';
import { emailVariables } from '../automations/email/variables.ts';
import { previewOrders } from '../automations/preview.ts';
import {
	changeAutomation,
	createAutomation,
} from '../automations/repository.ts';
import { readSender } from '../automations/sender.ts';
import { renderEmail } from '../automations/render-email.ts';
import type { Database } from '../db/schema.ts';
import type { RequestContext } from '../http/request.ts';
import { listEndpoints } from '../webhooks/queries.ts';
import { shortUrl } from './webhook-words.ts';
import { readChoices } from './automation-choices.ts';
import {
	formOf,
	readForm,
	valuesOf,
	one,
	type FormErrors,
	type FormValues,
} from './automation-form.ts';
import { ofAutomation } from './automation-handlers.ts';
import { automationEditorPage } from './pages/automation-editor.ts';
import { noEmail } from './pages/automation.ts';
import { automationPath, PATHS } from './paths.ts';
import type { SessionCall, SessionHandler } from './services.ts';
import { templateErrorInPart } from './template-words.ts';
import { texts } from '../texts/texts.ts';

const newDefinition = (): Definition => ( {
	...DEFAULTS,
	name: '',
	trigger: 'order_submitted',
	stores: null,
	delay_minutes: 0,
	conditions: NO_CONDITIONS,
	action: {
		type: 'email',
		purpose: 'transactional',
		subject: texts().automations.newSubject,
		preheader: '',
		body: texts().automations.newBody,
	},
} );

export const showNewAutomation: SessionHandler = ( services, c, call ) =>
	answerEditor( services, c, call, null, formOf( newDefinition() ), {} );

export const takeNewAutomation: SessionHandler = async (
	services,
	c,
	call
) => {
	const values = valuesOf( await c.req.formData() );
	const read = readForm( values );
	if ( read.definition === null ) {
		return answerEditor( services, c, call, null, values, read.errors );
	}
	const { definition } = read;
	const { accountId, personId } = call.viewer;
	const now = services.now();
	const id = await createAutomation(
		services.db,
		accountId,
		definition,
		personId,
		now,
		( tx, automationId ) =>
			noteChange(
				tx,
				call.viewer,
				{
					kind: 'automation_created',
					subject: {
						kind: 'automation',
						id: automationId,
						label: definition.name,
					},
				},
				now
			)
	);
	return c.redirect( `${ automationPath( id ) }?told=saved`, 303 );
};

export const showEditor = ofAutomation(
	( services, c, call, { automationId, definition } ) =>
		answerEditor(
			services,
			c,
			call,
			automationId,
			formOf( definition ),
			{}
		)
);

export const takeEdit = ofAutomation(
	async ( services, c, call, { automationId } ) => {
		const values = valuesOf( await c.req.formData() );
		const read = readForm( values );
		if ( read.definition === null ) {
			return answerEditor(
				services,
				c,
				call,
				automationId,
				values,
				read.errors
			);
		}
		const { accountId, personId } = call.viewer;
		await changeAutomation(
			services.db,
			accountId,
			automationId,
			read.definition,
			{
				personId,
				waiting: one( values, 'waiting' ) === 'take' ? 'take' : 'keep',
				now: services.now(),
				note: noting(
					call.viewer,
					{
						kind: 'automation_changed',
						subject: {
							kind: 'automation',
							id: automationId,
							label: read.definition.name,
						},
					},
					services.now()
				),
			}
		);
		return c.redirect(
			`${ automationPath( automationId ) }?told=saved`,
			303
		);
	}
);

/** The e-mail of a form that is being edited, for the last order. */
export const previewEmail: SessionHandler = async (
	{ db, renderer },
	c,
	{ viewer }
) => {
	const values = valuesOf( await c.req.formData() );
	const { accountId } = viewer;
	const action = {
		type: 'email',
		purpose:
			one( values, 'purpose' ) === 'marketing'
				? 'marketing'
				: 'transactional',
		subject: one( values, 'subject' ),
		preheader: one( values, 'preheader' ),
		body: one( values, 'body' ).replaceAll( '\r\n', '\n' ),
	} as const;
	if ( one( values, 'action' ) === 'webhook' ) {
		return c.html( noEmail( texts().automations.sendsWebhook ) );
	}
	const last = await lastOrder( db, accountId );
	if ( last === null ) {
		return c.html( noEmail( texts().automations.emailOnceOrder ) );
	}
	const rendered = await renderEmail(
		renderer,
		action,
		await readSender( db, accountId ),
		last.storeUrl,
		last.order,
		action.purpose === 'marketing' ? '#' : null
	);
	return c.html(
		rendered.ok ? rendered.html : noEmail( templateErrorInPart( rendered ) )
	);
};

async function answerEditor(
	{ db, now }: Parameters< SessionHandler >[ 0 ],
	c: RequestContext,
	{ viewer }: SessionCall,
	automationId: string | null,
	values: FormValues,
	errors: FormErrors
): Promise< Response > {
	const { accountId } = viewer;
	const path =
		automationId === null
			? PATHS.newAutomation
			: `${ automationPath( automationId ) }/edit`;
	return c.html(
		automationEditorPage( viewer, {
			automationId,
			path,
			back:
				automationId === null
					? {
							label: texts().automations.title,
							path: PATHS.automations,
						}
					: {
							label: texts().common.back,
							path: automationPath( automationId ),
						},
			values,
			errors,
			choices: await readChoices( db, accountId ),
			endpoints: ( await listEndpoints( db, accountId, now() ) ).map(
				( { endpointId, url, description } ) => ( {
					value: endpointId,
					label:
						description === ''
							? shortUrl( url )
							: `${ description } (${ shortUrl( url ) })`,
				} )
			),
			waiting:
				automationId === null
					? 0
					: await countWaiting( db, accountId, automationId ),
			example: await exampleValues( db, accountId ),
		} ),
		Object.keys( errors ).length === 0 ? 200 : 422
	);
}

async function countWaiting(
	db: Kysely< Database >,
	accountId: string,
	automationId: string
): Promise< number > {
	const { waiting } = await db
		.selectFrom( 'automation_runs' )
		.select( ( eb ) => eb.fn.countAll< string >().as( 'waiting' ) )
		.where( 'account_id', '=', accountId )
		.where( 'automation_id', '=', automationId )
		.where( 'state', '=', 'waiting' )
		.executeTakeFirstOrThrow();
	return Number( waiting );
}

async function lastOrder( db: Kysely< Database >, accountId: string ) {
	const previewed = await previewOrders(
		db,
		accountId,
		newDefinition(),
		'UTC',
		5
	);
	for ( const { order, storeUrl } of previewed ) {
		if ( order !== null ) {
			return { order, storeUrl };
		}
	}
	return null;
}

/** Each variable's value for the last order, by its name in the list beside the editor. */
async function exampleValues(
	db: Kysely< Database >,
	accountId: string
): Promise< Map< string, string > | null > {
	const last = await lastOrder( db, accountId );
	if ( last === null ) {
		return null;
	}
	const { accountName, senderName, locale, timeZone } = await readSender(
		db,
		accountId
	);
	const values = new Map< string, string >();
	collect(
		values,
		'',
		emailVariables( {
			order: last.order.record,
			store: {
				name: new URL( last.storeUrl ).host,
				url: last.storeUrl,
				orderUrl: last.order.orderUrl,
			},
			contact: last.order.contact,
			account: { name: accountName, senderName },
			images: last.order.images,
			unsubscribeUrl: null,
			locale: locale ?? 'en',
			timeZone,
		} )
	);
	return values;
}

const LONGEST_VALUE = 80;

/** Takes the first entry of a list, named `lines[].name`. */
function collect(
	into: Map< string, string >,
	name: string,
	value: unknown
): void {
	if ( Array.isArray( value ) ) {
		collect( into, `${ name }[]`, value[ 0 ] );
	} else if ( typeof value === 'object' && value !== null ) {
		for ( const [ key, inner ] of Object.entries( value ) ) {
			collect( into, name === '' ? key : `${ name }.${ key }`, inner );
		}
	} else if ( value !== undefined && value !== null ) {
		into.set( name, String( value ).slice( 0, LONGEST_VALUE ) );
	}
}
