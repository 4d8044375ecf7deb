import { timeLocale } from './formats.ts';
import { COUNT_LIMIT } from '../db/count-rows.ts';

/** 12408 → "12,408". */
export function numberText( value: number ): string {
	return value.toLocaleString( timeLocale() );
}

/** A number from countRows(): "9,999", "10,000+". */
export function countedText( number: number ): string {
	return number > COUNT_LIMIT
		? `${ numberText( COUNT_LIMIT ) }+`
		: numberText( number );
}
