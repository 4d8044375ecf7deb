<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** The reaction that a response asks for. */
enum ResponseClass {
	/** Read the body. */
	case Good;
	/** Nothing can be said about what was sent: again later. */
	case Retry;
	/** Our clock is off: correct it, and again at once. */
	case ClockSkew;
	/** Again, in smaller pieces. */
	case TooLarge;
	/** One of the records may be the cause: find it by sending smaller pieces. */
	case Suspect;
	/** Ivorey broke: again later, and only where that happens each time one of the records may be the cause. */
	case Broken;
	/** Ivorey, or somebody in its place, refuses us: ask once more, then pause. */
	case Refused;
}
