<?php
/**
 * Reads what a shopper has entered to find an order, and asks Framme. Whether a number exists nobody
 * learns from it; it shows nothing itself.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * One look-up: what was entered, and what came of it.
 */
final class Framme_Look_Up {

	const ACTION      = 'framme_look_up';
	const FIELDS      = array( 'number', 'proof' );
	const LONGEST     = array(
		'number' => 64,
		'proof'  => 254,
	);
	const FIELD_NAMES = array(
		'number' => 'framme_number',
		'proof'  => 'framme_proof',
	);

	/**
	 * What was entered, by field.
	 *
	 * @var array{number: string, proof: string}
	 */
	public $entered = array(
		'number' => '',
		'proof'  => '',
	);

	/**
	 * What went wrong, in one sentence, or nothing.
	 *
	 * @var string
	 */
	public $problem = '';

	/**
	 * What is wrong with which field.
	 *
	 * @var array<string, string>
	 */
	public $wrong = array();

	/**
	 * The order, or nothing.
	 *
	 * @var array<string, mixed>
	 */
	public $order = array();

	/**
	 * What stands around it, if there is an order.
	 *
	 * @var Framme_Words
	 */
	public $words;

	/**
	 * That of this request.
	 *
	 * @var self|null
	 */
	private static $made = null;

	/**
	 * Nothing has been entered.
	 */
	private function __construct() {
		$this->words = new Framme_Words();
	}

	/**
	 * Return the look-up of this request, made once, however many forms the page has.
	 */
	public static function of_this_request(): self {
		if ( null === self::$made ) {
			self::$made = new self();
			self::$made->read_request();
		}
		return self::$made;
	}

	/**
	 * Forget it. Only a process that answers several requests needs this.
	 */
	public static function forget(): void {
		self::$made = null;
	}

	/**
	 * Read what was sent, if our form was. Nothing is asked unless the form came from this shop.
	 */
	private function read_request(): void {
		if ( ! isset( $_POST['framme_nonce'] ) ) {
			return;
		}
		$proven = wp_verify_nonce( sanitize_text_field( wp_unslash( $_POST['framme_nonce'] ) ), self::ACTION );
		foreach ( self::FIELD_NAMES as $field => $name ) {
			// What was typed is shown again even when the page was too old: it only comes back to whoever sent it.
			$typed                   = isset( $_POST[ $name ] ) ? sanitize_text_field( wp_unslash( $_POST[ $name ] ) ) : '';
			$this->entered[ $field ] = mb_substr( $typed, 0, self::LONGEST[ $field ] );
		}
		if ( ! $proven ) {
			$this->problem = __( 'This page had been open for a while. Please press the button once more.', 'framme' );
			return;
		}
		$this->wrong = self::missing( $this->entered );
		if ( ! $this->wrong ) {
			$this->ask();
		}
	}

	/**
	 * Say which fields are empty.
	 *
	 * @param array{number: string, proof: string} $entered What was entered.
	 * @return array<string, string>
	 */
	private static function missing( array $entered ): array {
		$said = array(
			'number' => __( 'Enter the order number.', 'framme' ),
			'proof'  => __( 'Enter your e-mail or postal code.', 'framme' ),
		);
		return array_filter(
			$said,
			static function ( string $field ) use ( $entered ): bool {
				return '' === $entered[ $field ];
			},
			ARRAY_FILTER_USE_KEY
		);
	}

	/**
	 * Ask Framme, and take what it says.
	 */
	private function ask(): void {
		$answer = Framme_Client::for_look_up()->post( 'look-up', $this->entered + array( 'caller' => self::caller() ) );
		if ( $answer->is_good() ) {
			$this->order = Framme_Read::part( $answer->body, 'order' );
			$this->words = new Framme_Words( Framme_Read::part( $answer->body, 'words' ) );
			return;
		}
		if ( in_array( $answer->status, array( 400, 404, 422, 429 ), true ) ) {
			$fields = Framme_Read::part( $answer->body, 'fields' );
			foreach ( self::FIELDS as $field ) {
				$this->wrong[ $field ] = Framme_Read::text( $fields, $field );
			}
			$this->wrong   = array_filter( $this->wrong, 'strlen' );
			$this->problem = $this->wrong ? '' : $answer->error();
		}
		if ( ! $this->wrong && '' === $this->problem ) {
			$this->problem = $this->words->say( 'sorry' );
		}
	}

	/**
	 * Return the address of whoever asks, by which Framme notices who tries many numbers.
	 */
	private static function caller(): string {
		$address = isset( $_SERVER['REMOTE_ADDR'] ) ? sanitize_text_field( wp_unslash( $_SERVER['REMOTE_ADDR'] ) ) : '';
		/**
		 * The network address of the shopper. A shop behind a proxy returns what its own proxy says,
		 * never what any shopper can say.
		 *
		 * @param string $address What the server sees.
		 */
		$address = apply_filters( 'framme_shopper_address', $address );
		return is_string( $address ) && false !== filter_var( $address, FILTER_VALIDATE_IP ) ? $address : '';
	}
}
