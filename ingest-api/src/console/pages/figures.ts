import { numberText } from '../../texts/numbers.ts';
import { texts } from '../../texts/texts.ts';

/** R24: objects a second, or a minute where there is less than one a second; as the panel in wp-admin has it. */
export function rateText( perSecond: number ): string {
	return perSecond >= 1
		? texts().home.perSecond( {
				number: numberText( Math.round( perSecond ) ),
			} )
		: texts().home.perMinute( {
				number: numberText( Math.round( perSecond * 60 ) ),
			} );
}

/** R24: about how long something still takes, no finer than anybody can know. */
export function timeLeftText( seconds: number ): string {
	if ( seconds < 60 ) {
		return texts().home.lessThanAMinute;
	}
	const minutes = Math.round( seconds / 60 );
	return minutes < 60
		? texts().home.minutesLeft( minutes )
		: texts().home.hoursLeft( Math.round( minutes / 60 ) );
}
