import { html } from 'hono/html';
import type {
	ChangeRow,
	listChangeAuthors,
} from '../../views/changes-query.ts';
import type { ListPage } from '../../views/paging.ts';
import {
	authorWords,
	CHANGE_AREAS,
	detailWords,
	subjectOf,
	changeSentence,
} from '../change-words.ts';
import { linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { emptyState } from '../parts/empty-state.ts';
import { addressOf, filters, type FiltersOptions } from '../parts/filters.ts';
import { attributes, type Html } from '../parts/html.ts';
import { pagination } from '../parts/pagination.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { PATHS } from '../paths.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { currentLanguage, texts } from '../../texts/texts.ts';

interface HistoryOptions {
	changes: ListPage< ChangeRow >;
	authors: Awaited< ReturnType< typeof listChangeAuthors > >;
	personId: string | null;
	area: string | null;
}

/** R40: the changes and their authors, the newest first. */
export function historyPage( viewer: Viewer, options: HistoryOptions ): Html {
	const { changes, personId, area } = options;
	const filtered = filtersOf( options );
	const isFiltered = personId !== null || area !== null;
	const { rows, newer, older } = changes;
	const leadTo = ( name: string, place: string | null ) =>
		place === null
			? null
			: addressOf( { ...filtered, keep: { [ name ]: place } } );
	return page( {
		title: texts().history.title,
		viewer,
		section: 'settings',
		back: { label: texts().settings.title, path: PATHS.integrations },
		intro: texts().history.intro,
		body: card( {
			flush: true,
			body: [
				filters( filtered ),
				rows.length === 0
					? none( isFiltered )
					: table( {
							label: texts().history.title,
							rows,
							columns: [
								{
									label: texts().history.change,
									narrow: 'first',
									cell: what,
								},
								{
									label: texts().common.when,
									cell: ( { at } ) => time( at ),
								},
							],
						} ),
				rows.length === 0 && newer === null
					? ''
					: pagination( {
							summary: texts().history.count( rows.length ),
							newer: leadTo( 'after', newer ),
							older: leadTo( 'before', older ),
						} ),
			],
		} ),
	} );
}

function filtersOf( {
	authors,
	personId,
	area,
}: HistoryOptions ): FiltersOptions {
	return {
		path: PATHS.history,
		filters: [
			{
				kind: 'choice',
				name: 'person',
				label: texts().history.person,
				choices: authors
					.map( ( author ) => ( {
						value: author.personId,
						label: authorWords( { ...author, origin: 'person' } ),
					} ) )
					.sort( ( one, other ) =>
						one.label.localeCompare(
							other.label,
							currentLanguage()
						)
					),
				value: personId,
			},
			{
				kind: 'choice',
				name: 'about',
				label: texts().history.area,
				choices: CHANGE_AREAS.map( ( { value } ) => ( {
					value,
					label: texts().history.areas[ value ],
				} ) ),
				value: area,
			},
		],
	};
}

function what( change: ChangeRow ): Html {
	const subject = subjectOf( change );
	const details = detailWords( change );
	const link =
		subject === null || subject.path === null
			? ( subject?.label ?? '' )
			: html`<a href="${ subject.path }">${ subject.label }</a>`;
	return html`<div class="breaks">
		${ changeSentence( change, {
			author: html`<strong
				${ attributes( { title: change.email ?? undefined } ) }
				>${ authorWords( change ) }</strong
			>`,
			subject: link,
		} ) }
		${ details === '' ? '' : html`<br /><small class="muted">${ details }</small>` }
	</div>`;
}

function none( isFiltered: boolean ): Html {
	return isFiltered
		? emptyState( {
				title: texts().history.noneMatch,
				icon: 'search',
				action: linkButton( texts().history.showAll, PATHS.history ),
			} )
		: emptyState( {
				title: texts().common.nothingYet,
				icon: 'clock',
				text: texts().history.nothingYetText,
			} );
}
