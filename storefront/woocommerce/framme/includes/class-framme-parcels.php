<?php
/**
 * Keeps the parcels of an order on the order itself. Saving the order is what tells Framme: nothing is
 * sent from here.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * The list on an order: reads it, adds to it, takes away from it. Whose right that is, the caller has
 * asked.
 */
final class Framme_Parcels {

	const META = '_framme_parcels';

	/** States of an order in which nothing has been bought yet, or any more. */
	const CLOSED = array( 'trash', 'auto-draft', 'checkout-draft' );

	/**
	 * Return the parcels of an order; what is not a parcel is left out.
	 *
	 * @param WC_Order $order The order.
	 * @return list<array{id: string, carrier: string, number: string, url: string, shipped_at: int, items: list<array{item_id: int, qty: int}>}>
	 */
	public static function of( $order ): array {
		$parcels = array();
		foreach ( Framme_Read::all( array( 'kept' => $order->get_meta( self::META ) ), 'kept' ) as $kept ) {
			$parcels[] = array(
				'id'         => Framme_Read::text( $kept, 'id' ),
				'carrier'    => Framme_Read::text( $kept, 'carrier' ),
				'number'     => Framme_Read::text( $kept, 'number' ),
				'url'        => esc_url_raw( Framme_Read::text( $kept, 'url' ), array( 'http', 'https' ) ),
				'shipped_at' => Framme_Read::number( $kept, 'shipped_at' ),
				'items'      => self::kept_items( $kept ),
			);
		}
		return $parcels;
	}

	/**
	 * Check a parcel and add it, and save the order; or return errors by field: number, carrier, url,
	 * shipped_at, items and item_<id>, order. The code "twice" stands beside "number" for a repeated one.
	 *
	 * @param WC_Order             $order The order.
	 * @param array<string, mixed> $typed What was entered; items by id, none for the whole order.
	 * @return array{id: string, carrier: string, number: string, url: string, shipped_at: int, items: list<array{item_id: int, qty: int}>}|WP_Error
	 */
	public static function add( $order, array $typed ) {
		$parcel = self::checked( $order, $typed );
		if ( is_wp_error( $parcel ) ) {
			return $parcel;
		}
		$all   = self::of( $order );
		$all[] = $parcel;
		$order->update_meta_data( self::META, $all );
		$order->save();
		return $parcel;
	}

	/**
	 * Return the parcel that would be added, or errors by field; nothing is kept.
	 *
	 * @param WC_Order             $order The order.
	 * @param array<string, mixed> $typed What was entered.
	 * @param array<int, int>|null $left  Pieces that are left, by item; null: counted here.
	 * @return array{id: string, carrier: string, number: string, url: string, shipped_at: int, items: list<array{item_id: int, qty: int}>}|WP_Error
	 */
	public static function checked( $order, array $typed, ?array $left = null ) {
		$parcel = Framme_Parcel::read( $typed );
		$wrong  = is_wp_error( $parcel ) ? $parcel : new WP_Error();
		if ( in_array( $order->get_status(), self::CLOSED, true ) ) {
			$wrong->add( 'order', __( 'This order is in the bin or has not been placed.', 'framme' ) );
		}
		if ( ! is_wp_error( $parcel ) ) {
			self::refuse_twice( $order, $parcel['number'], $wrong );
		}
		$items = self::items( $order, Framme_Read::part( $typed, 'items' ), $left ?? Framme_Contents::left( $order ), $wrong );
		return $wrong->has_errors() ? $wrong : $parcel + array( 'items' => $items );
	}

	/**
	 * Take a parcel away and save the order.
	 *
	 * @param WC_Order $order The order.
	 * @param string   $id    The parcel's id.
	 * @return bool Whether it was there.
	 */
	public static function remove( $order, string $id ): bool {
		$all  = self::of( $order );
		$kept = array();
		foreach ( $all as $parcel ) {
			if ( $parcel['id'] !== $id ) {
				$kept[] = $parcel;
			}
		}
		if ( '' === $id || count( $kept ) === count( $all ) ) {
			return false;
		}
		if ( $kept ) {
			$order->update_meta_data( self::META, $kept );
		} else {
			$order->delete_meta_data( self::META );
		}
		$order->save();
		return true;
	}

	/**
	 * Refuse a number that the order has already, from us or from others.
	 *
	 * @param WC_Order $order  The order.
	 * @param string   $number The number.
	 * @param WP_Error $wrong  Where errors are noted.
	 */
	private static function refuse_twice( $order, string $number, WP_Error $wrong ): void {
		if ( in_array( $number, array_column( self::of( $order ), 'number' ), true ) ) {
			$wrong->add( 'number', __( 'The order has a parcel with this number already.', 'framme' ) );
			$wrong->add( 'twice', '' );
		} elseif ( in_array( $number, array_column( Framme_Elsewhere::parcels( $order ), 'number' ), true ) ) {
			$wrong->add( 'number', __( 'Another plugin, or WooCommerce, has noted this number on the order already; it need not be entered again.', 'framme' ) );
			$wrong->add( 'twice', '' );
		}
	}

	/**
	 * Read what is in a parcel: never more of an item than is left of it.
	 *
	 * @param WC_Order          $order The order.
	 * @param array<int, mixed> $typed Pieces by item.
	 * @param array<int, int>   $left  Pieces that are left.
	 * @param WP_Error          $wrong Where errors are noted.
	 * @return list<array{item_id: int, qty: int}>
	 */
	private static function items( $order, array $typed, array $left, WP_Error $wrong ): array {
		$names = Framme_Contents::names( $order );
		$items = array();
		foreach ( $typed as $id => $pieces ) {
			$pieces = is_scalar( $pieces ) ? trim( (string) $pieces ) : '?';
			if ( '' === $pieces || '0' === $pieces ) {
				continue;
			}
			if ( ! isset( $left[ $id ] ) ) {
				$wrong->add( 'items', __( 'One of the items is not in this order.', 'framme' ) );
			} elseif ( ! preg_match( '/^\d{1,6}$/', $pieces ) ) {
				/* translators: %s: name of an item. */
				$wrong->add( 'item_' . $id, sprintf( __( 'Enter how many of “%s” are in the parcel: a whole number.', 'framme' ), $names[ $id ] ) );
			} elseif ( (int) $pieces > $left[ $id ] ) {
				$wrong->add( 'item_' . $id, self::too_many( $names[ $id ], $left[ $id ] ) );
			} else {
				$items[] = array(
					'item_id' => (int) $id,
					'qty'     => (int) $pieces,
				);
			}
		}
		return $items;
	}

	/**
	 * Say that more pieces were entered than are left.
	 *
	 * @param string $name Of the item.
	 * @param int    $left Pieces that are left.
	 */
	private static function too_many( string $name, int $left ): string {
		if ( 0 === $left ) {
			/* translators: %s: name of an item. */
			return sprintf( __( 'All of “%s” is in other parcels already.', 'framme' ), $name );
		}
		/* translators: 1: number of pieces, 2: name of an item. */
		return sprintf( _n( 'Only %1$d of “%2$s” is not in a parcel yet.', 'Only %1$d of “%2$s” are not in a parcel yet.', $left, 'framme' ), $left, $name );
	}

	/**
	 * Return the items of a kept parcel, each once.
	 *
	 * @param array<string, mixed> $kept A parcel.
	 * @return list<array{item_id: int, qty: int}>
	 */
	private static function kept_items( array $kept ): array {
		$items = array();
		foreach ( Framme_Read::all( $kept, 'items' ) as $one ) {
			$items[] = array(
				'item_id' => Framme_Read::number( $one, 'item_id' ),
				'qty'     => max( 1, Framme_Read::number( $one, 'qty' ) ),
			);
		}
		return $items;
	}
}
