<?php
/**
 * Offers the shortcodes to the block editor. What they show is decided elsewhere.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Two blocks that are written on the server and need no build.
 */
final class Framme_Blocks {

	/** The blocks, and what shows each. */
	const SHOWN_BY = array(
		'order-tracking' => 'tracking',
		'delivery-faq'   => 'faq',
	);

	/**
	 * Add the hooks.
	 */
	public static function listen(): void {
		add_action( 'init', array( __CLASS__, 'register' ) );
	}

	/**
	 * Make the blocks known.
	 */
	public static function register(): void {
		foreach ( self::SHOWN_BY as $block => $shown_by ) {
			$made = register_block_type(
				FRAMME_FOLDER . 'blocks/' . $block,
				array(
					'render_callback' => static function ( array $chosen = array() ) use ( $shown_by ): string {
						return self::wrapped( (string) call_user_func( array( 'Framme_Shortcodes', $shown_by ), $chosen ) );
					},
				)
			);
			foreach ( $made ? $made->editor_script_handles : array() as $script ) {
				wp_set_script_translations( $script, 'framme', FRAMME_FOLDER . 'languages' );
			}
		}
	}

	/**
	 * Put what is shown into the block's own element, which carries what the author chose.
	 *
	 * @param string $shown Already escaped.
	 */
	private static function wrapped( string $shown ): string {
		return '' === $shown ? '' : '<div ' . get_block_wrapper_attributes() . '>' . $shown . '</div>';
	}
}
