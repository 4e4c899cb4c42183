<?php
/**
 * Sets the stage of many orders at once, from the lists of both storages.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Three actions among WooCommerce's own; the list checks its nonce before it asks us.
 */
final class Framme_Bulk {

	const ACTION  = 'framme_stage_';
	const CHANGED = 'framme_changed';
	const STAGE   = 'framme_stage';

	/**
	 * Hear of the actions of both lists.
	 */
	public static function listen(): void {
		foreach ( array( 'woocommerce_page_wc-orders', 'edit-shop_order' ) as $list ) {
			add_filter( 'bulk_actions-' . $list, array( __CLASS__, 'actions' ) );
			add_filter( 'handle_bulk_actions-' . $list, array( __CLASS__, 'act' ), 10, 3 );
		}
		add_action( 'admin_notices', array( __CLASS__, 'notice' ) );
		add_filter( 'removable_query_args', array( __CLASS__, 'forgettable' ) );
	}

	/**
	 * Add our actions.
	 *
	 * @param array<string, string> $actions Names by id.
	 * @return array<string, string>
	 */
	public static function actions( $actions ): array {
		$actions = (array) $actions;
		if ( current_user_can( Framme_Order_Box::RIGHT ) ) {
			foreach ( Framme_Stages::names() as $stage => $name ) {
				/* translators: %s: name of a stage. */
				$actions[ self::ACTION . $stage ] = sprintf( __( 'Framme: set stage “%s”', 'framme' ), $name );
			}
		}
		return $actions;
	}

	/**
	 * Set the stage, if the action is one of ours, and say in the address how many have changed.
	 *
	 * @param string    $back   Where the list goes afterwards.
	 * @param string    $action Which action.
	 * @param list<int> $ids    Which orders.
	 * @return string
	 */
	public static function act( $back, $action, $ids ) {
		$stage = 0 === strpos( (string) $action, self::ACTION ) ? substr( $action, strlen( self::ACTION ) ) : '';
		if ( ! Framme_Stages::is_known( $stage ) || ! current_user_can( Framme_Order_Box::RIGHT ) ) {
			return $back;
		}
		$changed = 0;
		foreach ( array_unique( array_map( 'absint', (array) $ids ) ) as $id ) {
			$order = wc_get_order( $id );
			if ( $order && 'shop_order' === $order->get_type() && ! in_array( $order->get_status(), Framme_Parcels::CLOSED, true ) ) {
				$changed += Framme_Stages::set( $order, $stage ) ? 1 : 0;
			}
		}
		$told = array(
			self::CHANGED => $changed,
			self::STAGE   => $stage,
		);
		return add_query_arg( $told, $back );
	}

	/**
	 * Say above the list how many have changed.
	 */
	public static function notice(): void {
		$screen = get_current_screen();
		$lists  = array_merge( Framme_Order_Box::screens(), array( 'edit-shop_order' ) );
		// phpcs:disable WordPress.Security.NonceVerification.Recommended -- shown only; nothing is changed.
		if ( ! isset( $_GET[ self::CHANGED ], $_GET[ self::STAGE ] ) || ! $screen || ! in_array( $screen->id, $lists, true ) ) {
			return;
		}
		$changed = absint( wp_unslash( $_GET[ self::CHANGED ] ) );
		$stage   = sanitize_key( wp_unslash( $_GET[ self::STAGE ] ) );
		// phpcs:enable
		if ( Framme_Stages::is_known( $stage ) ) {
			/* translators: 1: number of orders, 2: name of a stage. */
			$said = sprintf( _n( '%1$d order is now “%2$s”.', '%1$d orders are now “%2$s”.', $changed, 'framme' ), $changed, Framme_Stages::names()[ $stage ] );
			echo '<div class="notice notice-success is-dismissible"><p>' . esc_html( 0 === $changed ? __( 'No order had to be changed.', 'framme' ) : $said ) . '</p></div>';
		}
	}

	/**
	 * Have the address forget what has been said.
	 *
	 * @param list<string> $names What it forgets.
	 * @return list<string>
	 */
	public static function forgettable( $names ): array {
		return array_merge( (array) $names, array( self::CHANGED, self::STAGE, Framme_Admin_Page::CAME_BACK, Framme_Admin_Page::DONE ) );
	}
}
