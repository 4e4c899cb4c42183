<?php
/**
 * Reads and notes how far the shop itself is with an order, before a carrier has it. It tells
 * nobody: saving the order does.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * One of three words on the order, or none.
 */
final class Framme_Stages {

	const META = '_framme_stage';

	/**
	 * Return what the stages are called on screens, by the words we keep, in their order.
	 *
	 * @return array<string, string>
	 */
	public static function names(): array {
		return array(
			'being_prepared'     => __( 'Being prepared', 'framme' ),
			'packed'             => __( 'Packed', 'framme' ),
			'ready_for_dispatch' => __( 'Ready for dispatch', 'framme' ),
		);
	}

	/**
	 * Say whether there is such a stage.
	 *
	 * @param string $stage A word.
	 */
	public static function is_known( string $stage ): bool {
		return array_key_exists( $stage, self::names() );
	}

	/**
	 * Return the stage of an order, or nothing.
	 *
	 * @param WC_Order $order The order.
	 */
	public static function of( $order ): string {
		$kept = $order->get_meta( self::META );
		return is_string( $kept ) && self::is_known( $kept ) ? $kept : '';
	}

	/**
	 * Note a stage and save the order; an order that has it already is left alone.
	 *
	 * @param WC_Order $order The order.
	 * @param string   $stage A stage, or nothing to take it away.
	 * @return bool Whether something has changed.
	 */
	public static function set( $order, string $stage ): bool {
		if ( self::of( $order ) === $stage || ( '' !== $stage && ! self::is_known( $stage ) ) ) {
			return false;
		}
		if ( '' === $stage ) {
			$order->delete_meta_data( self::META );
		} else {
			$order->update_meta_data( self::META, $stage );
		}
		$order->save();
		return true;
	}
}
