import { noteChange, noting, type Change } from '../accounts/changes.ts';
import { dropHeld, releaseHeld } from '../automations/held.ts';
import { sendAgain } from '../automations/history.ts';
import {
	changeAutomation,
	deleteAutomation,
	switchOff,
	switchOn,
	type Automation,
} from '../automations/repository.ts';
import { sendTest } from '../automations/send-test.ts';
import type { RequestContext } from '../http/request.ts';
import { chosenOrder, ofAutomation } from './automation-handlers.ts';
import { confirmDeletePage } from './pages/automation.ts';
import { automationPath, PATHS } from './paths.ts';

export const turnOn = ofAutomation(
	async ( { db, now }, c, { viewer }, automation ) => {
		const { automationId, definition } = automation;
		const { accountId, personId } = viewer;
		const form = await c.req.parseBody();
		const unpaid = form.unpaid === '1';
		if (
			definition.trigger === 'order_submitted' &&
			definition.action.type === 'email' &&
			unpaid !== definition.conditions.unpaid
		) {
			await changeAutomation(
				db,
				accountId,
				automationId,
				{
					...definition,
					conditions: { ...definition.conditions, unpaid },
				},
				{
					personId,
					waiting: 'keep',
					now: now(),
					note: noting(
						viewer,
						changeOf( 'automation_changed', automation ),
						now()
					),
				}
			);
		}
		const isChanged = await switchOn(
			db,
			accountId,
			automationId,
			now(),
			noting( viewer, changeOf( 'automation_on', automation ), now() )
		);
		return back( c, automationId, isChanged ? 'on' : 'on-already' );
	}
);

export const turnOff = ofAutomation(
	async ( { db, now }, c, { viewer }, automation ) => {
		const { automationId } = automation;
		const isChanged = await switchOff(
			db,
			viewer.accountId,
			automationId,
			now(),
			noting( viewer, changeOf( 'automation_off', automation ), now() )
		);
		return back( c, automationId, isChanged ? 'off' : 'off-already' );
	}
);

export const release = ofAutomation(
	async ( { db, now }, c, { viewer }, automation ) => {
		const { automationId } = automation;
		const released = await releaseHeld(
			db,
			viewer.accountId,
			automationId,
			now(),
			( tx, runs ) =>
				noteChange(
					tx,
					viewer,
					{
						...changeOf( 'automation_released', automation ),
						details: { runs },
					},
					now()
				)
		);
		return back( c, automationId, `released:${ released }` );
	}
);

export const drop = ofAutomation(
	async ( { db, now }, c, { viewer }, automation ) => {
		const { automationId } = automation;
		const dropped = await dropHeld(
			db,
			viewer.accountId,
			automationId,
			now(),
			( tx, runs ) =>
				noteChange(
					tx,
					viewer,
					{
						...changeOf( 'automation_dropped', automation ),
						details: { runs },
					},
					now()
				)
		);
		return back( c, automationId, `dropped:${ dropped }` );
	}
);

export const sendRunAgain = ofAutomation(
	async ( { db, now, onTriggers }, c, { viewer }, { automationId } ) => {
		const form = await c.req.parseBody();
		const isSent = await sendAgain(
			db,
			viewer.accountId,
			{
				automationId,
				connectionId: String( form.connection ?? '' ),
				triggerId: String( form.trigger ?? '' ),
			},
			now()
		);
		onTriggers();
		return back( c, automationId, isSent ? 'again' : 'not-again' );
	}
);

export const sendTestToMe = ofAutomation(
	async ( services, c, { viewer }, { automationId, definition } ) => {
		const { db, renderer, now, onTriggers } = services;
		const previewed = await chosenOrder( services.db, viewer.accountId, {
			definition,
			c,
		} );
		if ( previewed === null || definition.action.type !== 'email' ) {
			return back( c, automationId, 'no-order' );
		}
		const rendered = await sendTest( { db, renderer }, viewer.accountId, {
			automationId,
			action: definition.action,
			previewed,
			to: viewer.email,
			now: now(),
		} );
		onTriggers();
		return back( c, automationId, rendered.ok ? 'tested' : 'no-email' );
	}
);

/** Asks for confirmation. */
export const askToDelete = ofAutomation(
	( _services, c, { viewer }, automation ) =>
		c.html( confirmDeletePage( viewer, automation ) )
);

export const deleteOne = ofAutomation(
	async ( { db, now }, c, { viewer }, automation ) =>
		( await deleteAutomation(
			db,
			viewer.accountId,
			automation.automationId,
			noting(
				viewer,
				changeOf( 'automation_deleted', automation ),
				now()
			)
		) )
			? c.redirect( `${ PATHS.automations }?told=deleted`, 303 )
			: back( c, automation.automationId, 'not-deleted' )
);

function back( c: RequestContext, automationId: string, told: string ) {
	return c.redirect(
		`${ automationPath( automationId ) }?${ new URLSearchParams( { told } ) }`,
		303
	);
}

function changeOf(
	kind: Change[ 'kind' ],
	{ automationId, definition }: Automation
): Change {
	return {
		kind,
		subject: {
			kind: 'automation',
			id: automationId,
			label: definition.name,
		},
	};
}
