import { html } from 'hono/html';
import { button } from './button.ts';
import { checkboxField, selectField, textField, type Choice } from './field.ts';
import type { Html } from './html.ts';
import { icon } from './icon.ts';
import { texts } from '../../texts/texts.ts';

interface FilterBase {
	/** The name in the address. */
	name: string;
	label: string;
}

export type Filter =
	/** One of several values. */
	| ( FilterBase & {
			kind: 'choice';
			choices: readonly Choice[];
			value: string | null;
			/** The label if no value is chosen; "All" by default. */
			unset?: string;
	  } )
	/** Any number of values; each has its own parameter in the address. */
	| ( FilterBase & {
			kind: 'choices';
			choices: readonly Choice[];
			values: readonly string[];
	  } )
	/** Days, as `<name>_from` and `<name>_to`, each like 2026-01-31. */
	| ( FilterBase & {
			kind: 'dates';
			from: string | null;
			to: string | null;
	  } );

export interface FiltersOptions {
	/** The path of the filtered page. */
	path: string;
	search?: { name: string; label: string; value: string };
	filters?: readonly Filter[];
	/** Other parameters that stay in the address, such as the sorting. */
	keep?: Readonly< Record< string, string > >;
}

/** Shown above a list: a search and a chip for each filter, in one form whose fields are in the address. */
export function filters( options: FiltersOptions ): Html {
	const { path, search, filters: given = [], keep = {} } = options;
	const isAny = given.some( isOn ) || ( search?.value ?? '' ) !== '';
	return html`<form
		class="filters"
		method="get"
		action="${ path }"
		role="search"
		data-filters
	>
		${ Object.entries( keep ).map( ( [ name, value ] ) => html`<input type="hidden" name="${ name }" value="${ value }" />` ) }
		${
			search === undefined
				? ''
				: html`<div class="search">
						${ icon( 'search' ) }<input
							type="search"
							name="${ search.name }"
							value="${ search.value }"
							placeholder="${ search.label }"
							aria-label="${ search.label }"
							maxlength="200"
						/>
						<button class="hidden" tabindex="-1">
							${ texts().lists.search }
						</button>
					</div>`
		}
		${ given.map( ( filter ) => chip( options, filter ) ) }
		${ isAny ? html`<a class="button plain small" href="${ addressOf( { path, keep } ) }">${ texts().lists.clearAll }</a>` : '' }
	</form>`;
}

/** The address of the list with these filters; with `keep`, also of its other pages. */
export function addressOf( {
	path,
	search,
	filters: given = [],
	keep = {},
}: FiltersOptions ): string {
	const query = new URLSearchParams( [
		...Object.entries( keep ),
		...( search === undefined || search.value === ''
			? []
			: [ [ search.name, search.value ] ] ),
		...given.flatMap( parametersOf ),
	] ).toString();
	return query === '' ? path : `${ path }?${ query }`;
}

function parametersOf( filter: Filter ): [ string, string ][] {
	const { name } = filter;
	switch ( filter.kind ) {
		case 'choice':
			return filter.value === null ? [] : [ [ name, filter.value ] ];
		case 'choices':
			return filter.values.map( ( value ) => [ name, value ] );
		case 'dates':
			return [
				...( filter.from === null
					? []
					: [ [ `${ name }_from`, filter.from ] as const ] ),
				...( filter.to === null
					? []
					: [ [ `${ name }_to`, filter.to ] as const ] ),
			].map( ( [ key, value ] ) => [ key, value ] );
	}
}

function isOn( filter: Filter ): boolean {
	return parametersOf( filter ).length > 0;
}

/** Opens the filter's fields. An active filter names its values, and can be removed. */
function chip( options: FiltersOptions, filter: Filter ): Html {
	const on = isOn( filter );
	const others = ( options.filters ?? [] ).filter(
		( other ) => other !== filter
	);
	return html`<div class="chip${ on ? ' on' : '' }">
		<details name="filter">
			<summary>
				${ on ? html`${ filter.label }: ${ wordsOf( filter ) }` : html`${ icon( 'plus' ) }${ filter.label }` }
			</summary>
			<div class="popup">
				${ fieldsOf( filter ) }
				${ button( texts().lists.show, { kind: 'primary' } ) }
			</div>
		</details>
		${
			on
				? html`<a
						class="remove"
						href="${ addressOf( { ...options, filters: others } ) }"
						>${ icon( 'x' ) }<span class="hidden"
							>${ texts().lists.removeFilter( { filter: filter.label } ) }</span
						></a
					>`
				: ''
		}
	</div>`;
}

function wordsOf( filter: Filter ): string {
	switch ( filter.kind ) {
		case 'choice':
			return labelOf( filter.choices, filter.value ?? '' );
		case 'choices':
			return filter.values
				.map( ( value ) => labelOf( filter.choices, value ) )
				.join( ', ' );
		case 'dates':
			if ( filter.from !== null && filter.to !== null ) {
				return texts().lists.fromTo( {
					from: filter.from,
					to: filter.to,
				} );
			}
			return filter.from === null
				? texts().lists.until( { day: filter.to ?? '' } )
				: texts().lists.from( { day: filter.from } );
	}
}

function labelOf( choices: readonly Choice[], value: string ): string {
	return choices.find( ( choice ) => choice.value === value )?.label ?? value;
}

function fieldsOf( filter: Filter ): Html {
	const { name, label } = filter;
	switch ( filter.kind ) {
		case 'choice':
			return selectField( {
				name,
				label,
				choices: [
					{ value: '', label: filter.unset ?? texts().lists.all },
					...filter.choices,
				],
				value: filter.value ?? '',
			} );
		case 'choices':
			return html`<fieldset>
				<legend>${ label }</legend>
				${ filter.choices.map( ( choice, index ) =>
					checkboxField( {
						name,
						id: `${ name }-${ index }`,
						label: choice.label,
						value: choice.value,
						checked: filter.values.includes( choice.value ),
					} )
				) }
			</fieldset>`;
		case 'dates':
			return html`<fieldset>
				<legend>${ label }</legend>
				${ textField( { name: `${ name }_from`, label: texts().lists.fromDay, type: 'date', value: filter.from ?? '' } ) }
				${ textField( { name: `${ name }_to`, label: texts().lists.toDay, type: 'date', value: filter.to ?? '' } ) }
			</fieldset>`;
	}
}
