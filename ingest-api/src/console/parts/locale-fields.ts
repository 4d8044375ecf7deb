import { TIME_ZONES, type NamedLocale } from '../../accounts/locales.ts';
import { exampleOf } from '../../texts/formats.ts';
import { selectField } from './field.ts';
import type { Html } from './html.ts';
import { texts } from '../../texts/texts.ts';

/** `unset`: the label of the choice to have no zone; without it, a zone must be chosen. */
export function timeZoneField( options: {
	value: string;
	hint: string;
	unset?: string;
} ): Html {
	const { unset } = options;
	return selectField( {
		name: 'time_zone',
		label: texts().settings.timeZone,
		hint: options.hint,
		value: options.value,
		choices: [
			...( unset === undefined ? [] : [ { value: '', label: unset } ] ),
			...TIME_ZONES.map( ( name ) => ( {
				value: name,
				label: zoneName( name ),
			} ) ),
		],
	} );
}

export function zoneName( name: string ): string {
	return name.replaceAll( '_', ' ' );
}

export function localeField( options: {
	value: string | null;
	locales: readonly NamedLocale[];
	unset: string;
	now: Date;
} ): Html {
	const { value, locales, unset, now } = options;
	return selectField( {
		name: 'locale',
		label: texts().settings.datesAndAmounts,
		hint: texts().settings.writtenLike( { example: exampleOf( now ) } ),
		value: value ?? '',
		choices: [
			{ value: '', label: unset },
			...locales.map( ( { tag, name } ) => ( {
				value: tag,
				label: name,
			} ) ),
		],
	} );
}
