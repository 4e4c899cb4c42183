<?php
/**
 * Turns what somebody has entered about a parcel into a parcel, or says what is wrong with which
 * field. It knows no order and keeps nothing.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Each reader returns the clean value, or notes an error under the name of its field.
 */
final class Framme_Parcel {

	const SHORTEST_NUMBER = 4;
	const LONGEST_NUMBER  = 100;
	const LONGEST_CARRIER = 100;
	const LONGEST_URL     = 500;

	/** What a number is written with but does not have: white space, hidden characters, dashes. */
	const NOT_PART_OF_A_NUMBER = '/[\s\p{Z}\p{Cf}\p{Pd}]+/u';

	/** The ways in which nobody can mistake the day for the month. */
	const WAYS_OF_DATES = array( 'Y-m-d', 'Y/m/d', 'd.m.Y' );
	const FIRST_DAY     = 946684800;

	/**
	 * Return a parcel without its items, or errors by field: number, carrier, url, shipped_at.
	 *
	 * @param array<string, mixed> $typed What was entered; a date is a text or seconds since 1970.
	 * @return array{id: string, carrier: string, number: string, url: string, shipped_at: int}|WP_Error
	 */
	public static function read( array $typed ) {
		$wrong  = new WP_Error();
		$parcel = array(
			'id'         => 'p_' . bin2hex( random_bytes( 6 ) ),
			'carrier'    => self::carrier( Framme_Read::text( $typed, 'carrier' ), $wrong ),
			'number'     => self::number( Framme_Read::text( $typed, 'number' ), $wrong ),
			'url'        => self::url( Framme_Read::text( $typed, 'url' ), $wrong ),
			'shipped_at' => self::shipped_at( Framme_Read::text( $typed, 'shipped_at' ), $wrong ),
		);
		return $wrong->has_errors() ? $wrong : $parcel;
	}

	/**
	 * Write a number as carriers do: no spaces or dashes, upper case. Empty if it is no text at all.
	 *
	 * @param string $typed What was entered.
	 */
	public static function clean_number( string $typed ): string {
		$bare = preg_replace( self::NOT_PART_OF_A_NUMBER, '', $typed );
		return null === $bare ? '' : strtoupper( $bare );
	}

	/**
	 * Read a tracking number.
	 *
	 * @param string   $typed What was entered.
	 * @param WP_Error $wrong Where errors are noted.
	 */
	private static function number( string $typed, WP_Error $wrong ): string {
		$number = self::clean_number( $typed );
		if ( '' === $number ) {
			$wrong->add( 'number', __( 'Enter the tracking number.', 'framme' ) );
		} elseif ( preg_match( '/^\d([.,]\d+)?E\+?\d+$/', $number ) ) {
			$wrong->add( 'number', __( 'A spreadsheet has shortened this number. Format its column as text and enter the whole number.', 'framme' ) );
		} elseif ( ! preg_match( '/^[A-Z0-9._\/:]+$/', $number ) ) {
			$wrong->add( 'number', __( 'A tracking number has letters and digits only.', 'framme' ) );
		} elseif ( self::SHORTEST_NUMBER > strlen( $number ) || self::LONGEST_NUMBER < strlen( $number ) ) {
			/* translators: 1: fewest characters, 2: most characters. */
			$wrong->add( 'number', sprintf( __( 'A tracking number has from %1$d to %2$d characters.', 'framme' ), self::SHORTEST_NUMBER, self::LONGEST_NUMBER ) );
		}
		return $number;
	}

	/**
	 * Read a carrier's name, which may be missing: the number often tells it.
	 *
	 * @param string   $typed What was entered.
	 * @param WP_Error $wrong Where errors are noted.
	 */
	private static function carrier( string $typed, WP_Error $wrong ): string {
		// No carrier begins with what makes a spreadsheet take a text for a formula.
		$carrier = ltrim( sanitize_text_field( $typed ), '=+-@ ' );
		if ( self::LONGEST_CARRIER < mb_strlen( $carrier ) ) {
			/* translators: %d: most characters. */
			$wrong->add( 'carrier', sprintf( __( 'The name of the carrier can have %d characters at most.', 'framme' ), self::LONGEST_CARRIER ) );
		}
		return $carrier;
	}

	/**
	 * Read an address where the parcel can be followed, which may be missing.
	 *
	 * @param string   $typed What was entered.
	 * @param WP_Error $wrong Where errors are noted.
	 */
	private static function url( string $typed, WP_Error $wrong ): string {
		$typed = trim( $typed );
		if ( '' === $typed ) {
			return '';
		}
		$url = esc_url_raw( $typed, array( 'http', 'https' ) );
		if ( '' === $url || ! preg_match( '#^https?://[^\s/?\#@]+([/?\#]|$)#i', $typed ) ) {
			$wrong->add( 'url', __( 'Enter a whole address that begins with https:// or http://, or leave it empty.', 'framme' ) );
		} elseif ( self::LONGEST_URL < strlen( $url ) ) {
			/* translators: %d: most characters. */
			$wrong->add( 'url', sprintf( __( 'The address can have %d characters at most.', 'framme' ), self::LONGEST_URL ) );
		}
		return $url;
	}

	/**
	 * Read when it was sent. A day means noon in the shop's time zone; today, and nothing, mean now.
	 *
	 * @param string   $typed What was entered, or seconds since 1970.
	 * @param WP_Error $wrong Where errors are noted.
	 */
	private static function shipped_at( string $typed, WP_Error $wrong ): int {
		$typed = trim( $typed );
		if ( '' === $typed ) {
			return time();
		}
		$sent = preg_match( '/^\d{9,11}$/', $typed ) ? (int) $typed : self::day( $typed );
		if ( 0 === $sent ) {
			/* translators: %s: today's date, as an example. */
			$wrong->add( 'shipped_at', sprintf( __( 'Write the date like %s.', 'framme' ), wp_date( 'Y-m-d' ) ) );
		} elseif ( self::FIRST_DAY > $sent || time() + YEAR_IN_SECONDS < $sent ) {
			$wrong->add( 'shipped_at', __( 'This date cannot be right.', 'framme' ) );
		}
		return $sent;
	}

	/**
	 * Read a day, or return 0. A time of day written after it is left out.
	 *
	 * @param string $typed What was entered.
	 */
	private static function day( string $typed ): int {
		$day = (string) preg_replace( '/[ T]\d{1,2}:\d{2}.*$/', '', $typed );
		if ( wp_date( 'Y-m-d' ) === $day ) {
			return time();
		}
		foreach ( self::WAYS_OF_DATES as $way ) {
			$read = DateTimeImmutable::createFromFormat( '!' . $way . ' H', $day . ' 12', wp_timezone() );
			if ( $read && self::without_zeros( $day ) === self::without_zeros( $read->format( $way ) ) ) {
				return $read->getTimestamp();
			}
		}
		return 0;
	}

	/**
	 * Write a date without the zeros some leave out, so that 1.2.2026 is 01.02.2026.
	 *
	 * @param string $day A date.
	 */
	private static function without_zeros( string $day ): string {
		return (string) preg_replace( '/\b0+(?=\d)/', '', $day );
	}
}
