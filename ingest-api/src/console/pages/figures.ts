import { numberText } from '../../texts/numbers.ts';
import { texts } from '../../texts/texts.ts';

/** R24: records per second, or per minute if there is less than one per second. Matches the panel in wp-admin. */
export function rateText( perSecond: number ): string {
	return perSecond >= 1
		? texts().home.perSecond( {
				number: numberText( Math.round( perSecond ) ),
			} )
		: texts().home.perMinute( {
				number: numberText( Math.round( perSecond * 60 ) ),
			} );
}

/** R24: the approximate time left, no finer than anybody can know. */
export function timeLeftText( seconds: number ): string {
	if ( seconds < 60 ) {
		return texts().home.lessThanAMinute;
	}
	const minutes = Math.round( seconds / 60 );
	return minutes < 60
		? texts().home.minutesLeft( minutes )
		: texts().home.hoursLeft( Math.round( minutes / 60 ) );
}
