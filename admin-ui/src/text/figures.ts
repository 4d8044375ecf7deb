import { __, _n, sprintf } from '@wordpress/i18n';

/** 12408 → "12,408", formatted for the language of wp-admin. */
export function numberText( value: number, locale = pageLocale() ): string {
	return new Intl.NumberFormat( locale ).format( value );
}

/** Whole percent; 100 only if everything is done, and 0 only if nothing is. */
export function percentOf( done: number, total: number ): number {
	if ( total <= 0 || done >= total ) {
		return 100;
	}
	if ( done <= 0 ) {
		return 0;
	}
	return Math.min( 99, Math.max( 1, Math.round( ( done / total ) * 100 ) ) );
}

/** R24: the approximate time left, no more precise than an estimate can be. */
export function timeLeftText( seconds: number ): string {
	if ( seconds < 10 ) {
		return __( 'a few seconds left', 'ivorey-for-woocommerce' );
	}
	if ( seconds < 60 ) {
		const tens = Math.ceil( seconds / 10 ) * 10;
		return sprintf(
			/* translators: %d: seconds, a multiple of ten. */
			__( 'about %d seconds left', 'ivorey-for-woocommerce' ),
			tens
		);
	}
	const minutes = Math.round( seconds / 60 );
	if ( minutes < 60 ) {
		return sprintf(
			/* translators: %d: minutes. */
			_n(
				'about %d minute left',
				'about %d minutes left',
				minutes,
				'ivorey-for-woocommerce'
			),
			minutes
		);
	}
	const hours = Math.round( minutes / 60 );
	return sprintf(
		/* translators: %d: hours. */
		_n(
			'about %d hour left',
			'about %d hours left',
			hours,
			'ivorey-for-woocommerce'
		),
		hours
	);
}

/** R24: objects per second, or per minute if there is less than one per second. */
export function rateText( perSecond: number, locale = pageLocale() ): string {
	return perSecond >= 1
		? sprintf(
				/* translators: %s: a number. */
				__( '%s a second', 'ivorey-for-woocommerce' ),
				numberText( Math.round( perSecond ), locale )
			)
		: sprintf(
				/* translators: %s: a number. */
				__( '%s a minute', 'ivorey-for-woocommerce' ),
				numberText( Math.round( perSecond * 60 ), locale )
			);
}

function pageLocale(): string | undefined {
	return globalThis.document?.documentElement.lang || undefined;
}
