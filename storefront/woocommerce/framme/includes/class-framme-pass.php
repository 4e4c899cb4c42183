<?php
/**
 * Proves that a reader has been shown an order by a page of WooCommerce's, which had checked who they
 * are. An order's key alone proves less: WooCommerce also asks for a login or an e-mail address.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * A sealed date, good for one order, one place and one reader.
 */
final class Framme_Pass {

	/** In seconds: as long as a visit lasts on Framme's own page. */
	const LASTS = 12 * HOUR_IN_SECONDS;

	/**
	 * Return a pass for whoever is being shown an order now.
	 *
	 * @param WC_Order $order One whose reader may see it.
	 * @param string   $where The place where it is shown.
	 */
	public static function make( $order, string $where ): string {
		$until = time() + self::LASTS;
		return $until . '.' . self::seal( $order, $where, $until );
	}

	/**
	 * Say whether a pass was made for this order, place and reader, and not too long ago.
	 *
	 * @param WC_Order $order The order.
	 * @param string   $where The place where it is shown.
	 * @param string   $pass  What the reader has.
	 */
	public static function fits( $order, string $where, string $pass ): bool {
		if ( ! preg_match( '/^(\d{10,12})\.([0-9a-f]{64})$/D', $pass, $parts ) ) {
			return false;
		}
		return time() < (int) $parts[1] && hash_equals( self::seal( $order, $where, (int) $parts[1] ), $parts[2] );
	}

	/**
	 * Seal a date.
	 *
	 * @param WC_Order $order The order.
	 * @param string   $where The place where it is shown.
	 * @param int      $until In seconds since 1970.
	 */
	private static function seal( $order, string $where, int $until ): string {
		$what = array( 'framme_pass', $order->get_id(), $order->get_order_key(), get_current_user_id(), $where, $until );
		return hash_hmac( 'sha256', (string) wp_json_encode( $what ), wp_salt( 'auth' ) );
	}
}
