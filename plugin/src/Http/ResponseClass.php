<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** The reaction that a response requires. */
enum ResponseClass {
	/** Read the body. */
	case Good;
	/** Says nothing about the records: retry later. */
	case Retry;
	/** The local clock is off: correct it and retry at once. */
	case ClockSkew;
	/** Retry in smaller pieces. */
	case TooLarge;
	/** One of the records may be the cause: find it with smaller batches. */
	case Suspect;
	/** Ivorey failed: retry later. Only if that happens every time may one of the records be the cause. */
	case Broken;
	/** Ivorey, or something in between, refuses this store: ask once more, then pause. */
	case Refused;
}
