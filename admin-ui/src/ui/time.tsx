import { dateI18n, getSettings, humanTimeDiff } from '@wordpress/date';

/** In the site's own time zone and form, as everywhere in wp-admin. */
export function timeText( time: string ): string {
	const { formats } = getSettings();
	return dateI18n( formats.datetimeAbbreviated, time, undefined );
}

export function Time( { at }: { at: string } ) {
	return <time dateTime={ at }>{ timeText( at ) }</time>;
}

/** "3 minutes ago", with the exact time on hover. */
export function Ago( { at }: { at: string } ) {
	return (
		<time dateTime={ at } title={ timeText( at ) }>
			{ humanTimeDiff( at, new Date() ) }
		</time>
	);
}
