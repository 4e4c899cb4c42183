<?php
/**
 * Reads which parcels of an order are kept by others: plugins for tracking numbers, and WooCommerce's
 * own fulfilments. It changes none of them.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * What is found here is shown, so that nobody enters it twice.
 */
final class Framme_Elsewhere {

	const NOTES   = '_wc_shipment_tracking_items';
	const FEATURE = 'woocommerce_feature_fulfillments_enabled';

	/**
	 * Return the parcels that others keep.
	 *
	 * @param WC_Order $order The order.
	 * @return list<array{carrier: string, number: string, url: string, source: string, items: array<int, int>}>
	 */
	public static function parcels( $order ): array {
		return array_merge( self::noted( $order ), self::fulfilled( $order ) );
	}

	/**
	 * Return those that plugins note on the order; this reads nothing but the order given.
	 *
	 * @param WC_Order $order The order.
	 * @return list<array{carrier: string, number: string, url: string, source: string, items: array<int, int>}>
	 */
	public static function noted( $order ): array {
		$parcels = array();
		foreach ( Framme_Read::all( array( 'kept' => $order->get_meta( self::NOTES ) ), 'kept' ) as $note ) {
			$named     = Framme_Read::text( $note, 'custom_tracking_provider' );
			$parcels[] = self::parcel(
				'' !== $named ? $named : Framme_Meta::spelled( Framme_Read::text( $note, 'tracking_provider' ) ),
				Framme_Read::text( $note, 'tracking_number' ),
				Framme_Read::text( $note, 'custom_tracking_link' ),
				__( 'a tracking plugin', 'framme' )
			);
		}
		return array_values( array_filter( $parcels, array( __CLASS__, 'has_number' ) ) );
	}

	/**
	 * Return those that WooCommerce itself keeps as fulfilments. Its REST interface is asked within this
	 * request, because it is the same in all versions and its classes are not.
	 *
	 * @param WC_Order $order The order.
	 * @return list<array{carrier: string, number: string, url: string, source: string, items: array<int, int>}>
	 */
	private static function fulfilled( $order ): array {
		if ( ! self::has_fulfilments() ) {
			return array();
		}
		$answer = rest_do_request( new WP_REST_Request( 'GET', '/wc/v3/orders/' . $order->get_id() . '/fulfillments' ) );
		$heard  = $answer->is_error() ? array() : $answer->get_data();
		$heard  = is_array( $heard ) && isset( $heard['fulfillments'] ) ? $heard['fulfillments'] : $heard;
		$found  = array();
		foreach ( Framme_Read::all( array( 'heard' => $heard ), 'heard' ) as $fulfilment ) {
			if ( false === ( $fulfilment['is_fulfilled'] ?? true ) ) {
				// Only drafted: nothing has been sent.
				continue;
			}
			$told    = self::told( $fulfilment );
			$parcel  = self::parcel(
				Framme_Meta::spelled( Framme_Read::text( $told, '_shipment_provider' ) ),
				Framme_Read::text( $told, '_tracking_number' ),
				Framme_Read::text( $told, '_tracking_url' ),
				__( 'WooCommerce fulfilments', 'framme' )
			);
			$found[] = array( 'items' => self::items( $told ) ) + $parcel;
		}
		return $found;
	}

	/**
	 * Say whether this shop uses WooCommerce's own fulfilments.
	 */
	public static function has_fulfilments(): bool {
		return 'yes' === get_option( self::FEATURE );
	}

	/**
	 * Return what a fulfilment tells, by key.
	 *
	 * @param array<string, mixed> $fulfilment As the REST interface writes it.
	 * @return array<string, mixed>
	 */
	private static function told( array $fulfilment ): array {
		$told = array();
		foreach ( Framme_Read::part( $fulfilment, 'meta_data' ) as $entry ) {
			$entry = is_object( $entry ) && is_callable( array( $entry, 'get_data' ) ) ? $entry->get_data() : (array) $entry;
			$told += array( Framme_Read::text( $entry, 'key' ) => $entry['value'] ?? null );
		}
		return $told;
	}

	/**
	 * Return the pieces in a fulfilment, by order item.
	 *
	 * @param array<string, mixed> $told What it tells.
	 * @return array<int, int>
	 */
	private static function items( array $told ): array {
		$items = array();
		foreach ( Framme_Read::all( $told, '_items' ) as $one ) {
			$id           = Framme_Read::number( $one, 'item_id' );
			$items[ $id ] = ( $items[ $id ] ?? 0 ) + max( 0, Framme_Read::number( $one, 'qty' ) );
		}
		return $items;
	}

	/**
	 * Put a parcel together; its number takes its place in a link that leaves one.
	 *
	 * @param string $carrier The carrier's name.
	 * @param string $number  The tracking number, as kept.
	 * @param string $url     Where it can be followed.
	 * @param string $source  Who keeps it, in words.
	 * @return array{carrier: string, number: string, url: string, source: string, items: array<int, int>}
	 */
	private static function parcel( string $carrier, string $number, string $url, string $source ): array {
		$number = Framme_Parcel::clean_number( $number );
		return array(
			'carrier' => $carrier,
			'number'  => $number,
			'url'     => esc_url_raw( str_replace( array( '%1$s', '%number%' ), rawurlencode( $number ), $url ), array( 'http', 'https' ) ),
			'source'  => $source,
			'items'   => array(),
		);
	}

	/**
	 * Say whether a parcel has a number.
	 *
	 * @param array{number: string} $parcel A parcel.
	 */
	private static function has_number( array $parcel ): bool {
		return '' !== $parcel['number'];
	}
}
