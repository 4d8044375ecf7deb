import { html } from 'hono/html';
import { noRuns, type RunCounts } from '../../automations/history.ts';
import type { Automation } from '../../automations/repository.ts';
import { automationSentence } from '../automation-words.ts';
import { linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import type { Html } from '../parts/html.ts';
import { numberText } from '../../texts/numbers.ts';
import { pill } from '../parts/pill.ts';
import { table } from '../parts/table.ts';
import { toldNotice, type Told } from '../parts/verdict.ts';
import { automationPath, PATHS } from '../paths.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { texts } from '../../texts/texts.ts';

export function automationsPage(
	viewer: Viewer,
	options: {
		automations: readonly Automation[];
		/** Counts of the last 30 days. */
		counts: ReadonlyMap< string, RunCounts >;
		storeName: ( connectionId: string ) => string;
		told: Told | null;
	}
): Html {
	const { automations, counts, storeName, told } = options;
	const of = ( { automationId }: Automation ) =>
		counts.get( automationId ) ?? noRuns();
	const number = ( figure: number ) =>
		figure === 0 ? '–' : numberText( figure );
	return page( {
		title: texts().automations.title,
		viewer,
		section: 'automations',
		intro: texts().automations.intro,
		actions: linkButton(
			texts().automations.newAutomation,
			PATHS.newAutomation,
			{
				kind: 'primary',
				icon: 'plus',
			}
		),
		body: html`${ toldNotice( told ) }${ card( {
			flush: true,
			body: table( {
				label: texts().automations.title,
				rows: automations,
				href: ( { automationId } ) => automationPath( automationId ),
				columns: [
					{
						label: texts().common.automation,
						kind: 'title',
						cell: ( { definition } ) => definition.name,
					},
					{
						label: texts().common.state,
						narrow: 'first',
						cell: ( { isOn } ) =>
							isOn
								? pill( texts().common.on, 'good' )
								: pill( texts().common.off ),
					},
					{
						label: texts().automations.whatItDoes,
						narrow: 'hidden',
						cell: ( { definition } ) =>
							html`<span class="muted"
								>${ automationSentence( definition, storeName ) }</span
							>`,
					},
					{
						label: texts().automations.states.sent,
						kind: 'number',
						cell: ( row ) => number( of( row ).sent ),
					},
					{
						label: texts().automations.states.skipped,
						kind: 'number',
						narrow: 'hidden',
						cell: ( row ) => number( of( row ).skipped ),
					},
					{
						label: texts().automations.needsAttention,
						kind: 'number',
						cell: ( row ) => attention( of( row ) ),
					},
				],
			} ),
			footer: html`<small class="muted"
				>${ texts().automations.lastDays }</small
			>`,
		} ) }`,
	} );
}

function attention( { failed, held, unknown }: RunCounts ): Html | string {
	const all = failed + held + unknown;
	return all === 0 ? '–' : pill( numberText( all ), 'warn' );
}
