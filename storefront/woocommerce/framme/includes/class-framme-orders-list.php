<?php
/**
 * Shows parcels or stage in the list of orders, in both storages. It reads the orders that are listed
 * and asks nobody.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * One column.
 */
final class Framme_Orders_List {

	const COLUMN = 'framme_parcels';

	/** Beyond so many numbers, the rest is counted. */
	const SHOWN = 3;

	/**
	 * Hear of the lists of both storages.
	 */
	public static function listen(): void {
		add_filter( 'manage_woocommerce_page_wc-orders_columns', array( __CLASS__, 'columns' ), 20 );
		add_action( 'manage_woocommerce_page_wc-orders_custom_column', array( __CLASS__, 'cell' ), 10, 2 );
		add_filter( 'manage_edit-shop_order_columns', array( __CLASS__, 'columns' ), 20 );
		add_action( 'manage_shop_order_posts_custom_column', array( __CLASS__, 'cell' ), 10, 2 );
	}

	/**
	 * Put our column after the status, or at the end.
	 *
	 * @param array<string, string> $columns Names by id.
	 * @return array<string, string>
	 */
	public static function columns( $columns ): array {
		$with = array();
		foreach ( (array) $columns as $id => $name ) {
			$with[ $id ] = $name;
			if ( 'order_status' === $id ) {
				$with[ self::COLUMN ] = __( 'Parcels', 'framme' );
			}
		}
		return $with + array( self::COLUMN => __( 'Parcels', 'framme' ) );
	}

	/**
	 * Show a cell of it.
	 *
	 * @param string       $column Which column.
	 * @param WC_Order|int $listed The order, or the id of the post it is.
	 */
	public static function cell( $column, $listed ): void {
		if ( self::COLUMN !== $column ) {
			return;
		}
		// WordPress has read all the posts of its list at once: this takes them from its memory.
		$order = is_object( $listed ) ? $listed : wc_get_order( $listed );
		if ( $order ) {
			self::show( $order );
		}
	}

	/**
	 * Show the parcels of an order; without any, its stage.
	 *
	 * @param WC_Order $order The order.
	 */
	private static function show( $order ): void {
		$parcels = array_merge( Framme_Parcels::of( $order ), Framme_Elsewhere::noted( $order ) );
		$stage   = Framme_Stages::of( $order );
		if ( ! $parcels ) {
			echo '' === $stage ? '<span aria-hidden="true">–</span>' : '<span class="framme-stage">' . esc_html( Framme_Stages::names()[ $stage ] ) . '</span>';
			return;
		}
		foreach ( array_slice( $parcels, 0, self::SHOWN ) as $parcel ) {
			echo '<span class="framme-listed" title="' . esc_attr( $parcel['carrier'] ) . '">' . esc_html( $parcel['number'] ) . '</span> ';
		}
		$more = count( $parcels ) - self::SHOWN;
		if ( 0 < $more ) {
			/* translators: %d: number of parcels. */
			echo '<span class="framme-more">' . esc_html( sprintf( _n( 'and %d more', 'and %d more', $more, 'framme' ), $more ) ) . '</span>';
		}
	}
}
