/** AuthorizationFailed.php: with these the link itself is no good; anything else may pass while the link lives. */
export function isForGood( code: string | undefined ): boolean {
	return (
		mayBeConnected( code ) ||
		[
			'ivorey_code_invalid',
			'ivorey_state_unknown',
			'ivorey_api_missing',
			'ivorey_api_invalid',
			'ivorey_api_other',
		].includes( code ?? '' )
	);
}

/** Whether Ivorey has connected the store, perhaps, though the store has nothing of it. */
export function mayBeConnected( code: string | undefined ): boolean {
	return code === 'ivorey_code_used_up';
}
