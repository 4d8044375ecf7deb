import { count, numberText } from '../parts/numbers.ts';

/** R24: objects a second, or a minute where there is less than one a second; as the panel in wp-admin has it. */
export function rateText( perSecond: number ): string {
	return perSecond >= 1
		? `${ numberText( Math.round( perSecond ) ) } a second`
		: `${ numberText( Math.round( perSecond * 60 ) ) } a minute`;
}

/** R24: about how long something still takes, no finer than anybody can know. */
export function timeLeftText( seconds: number ): string {
	if ( seconds < 60 ) {
		return 'less than a minute left';
	}
	const minutes = Math.round( seconds / 60 );
	return minutes < 60
		? `about ${ count( minutes, 'minute' ) } left`
		: `about ${ count( Math.round( minutes / 60 ), 'hour' ) } left`;
}
