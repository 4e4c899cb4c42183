<?php
/**
 * Finds an order by the number people know it by, which plugins may have made another than its id. It
 * guesses nothing: two orders of the same number are none.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Order numbers as they stand in lists and on labels.
 */
final class Framme_Order_Finder {

	/** Where plugins for order numbers keep them. */
	const KEYS = array( '_order_number', '_order_number_formatted', '_alg_wc_full_custom_order_number' );

	/**
	 * Return the order, or what is wrong with its number.
	 *
	 * @param string $typed A number, with or without # before it.
	 * @return WC_Order|WP_Error
	 */
	public static function find( string $typed ) {
		$number = ltrim( trim( sanitize_text_field( $typed ) ), '# ' );
		if ( '' === $number ) {
			return new WP_Error( 'order', __( 'The order number is missing.', 'framme' ) );
		}
		$found = array();
		foreach ( self::candidates( $number ) as $order ) {
			if ( self::is_called( $order, $number ) ) {
				$found[ $order->get_id() ] = $order;
			}
		}
		if ( 1 < count( $found ) ) {
			return new WP_Error( 'order', __( 'Several orders have this number.', 'framme' ) );
		}
		$order = $found ? reset( $found ) : self::by_id( $number );
		return $order ? $order : new WP_Error( 'order', __( 'There is no order with this number.', 'framme' ) );
	}

	/**
	 * Return the orders that may have a number. Where no plugin makes numbers, only the id is looked at.
	 *
	 * @param string $number The number.
	 * @return list<WC_Order>
	 */
	private static function candidates( string $number ): array {
		$orders = array_filter( array( self::by_id( $number ) ) );
		/**
		 * The names under which plugins keep the number of an order.
		 *
		 * @param list<string> $keys Names of order meta.
		 */
		$keys = apply_filters( 'framme_order_number_keys', self::KEYS );
		if ( has_filter( 'woocommerce_order_number' ) ) {
			foreach ( array_unique( array_map( 'strval', (array) $keys ) ) as $key ) {
				$query  = array(
					'type'       => 'shop_order',
					'limit'      => 3,
					// phpcs:ignore WordPress.DB.SlowDBQuery.slow_db_query_meta_key -- such plugins keep the number nowhere else.
					'meta_key'   => $key,
					// phpcs:ignore WordPress.DB.SlowDBQuery.slow_db_query_meta_value -- as above.
					'meta_value' => $number,
				);
				$orders = array_merge( $orders, wc_get_orders( $query ) );
			}
		}
		return $orders;
	}

	/**
	 * Return the order with an id, or null.
	 *
	 * @param string $number Perhaps an id.
	 * @return WC_Order|null
	 */
	private static function by_id( string $number ) {
		$order = preg_match( '/^[1-9]\d{0,17}$/', $number ) ? wc_get_order( (int) $number ) : null;
		return $order && 'shop_order' === $order->get_type() ? $order : null;
	}

	/**
	 * Say whether an order is known by a number.
	 *
	 * @param WC_Order $order  The order.
	 * @param string   $number The number.
	 */
	private static function is_called( $order, string $number ): bool {
		return 0 === strcasecmp( ltrim( (string) $order->get_order_number(), '# ' ), $number );
	}
}
