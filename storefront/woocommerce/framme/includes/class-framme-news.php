<?php
/**
 * Asks Framme about orders whose reader has been checked by the caller, and hands out what it said
 * of each. It shows nothing.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * What Framme knows of some orders, in one answer.
 */
final class Framme_News {

	/** An order this young, in seconds, has not been told to Framme yet: asking would be waiting for nothing. */
	const TOO_YOUNG = 60;

	/** How long, in seconds, the way in to an order's page is offered: Framme closes it after an hour. */
	const LETS_IN = 50 * MINUTE_IN_SECONDS;

	/**
	 * What was answered.
	 *
	 * @var Framme_Answer
	 */
	private $answer;

	/**
	 * The orders by WooCommerce's ids.
	 *
	 * @var array<string, array<string, mixed>>
	 */
	private $orders = array();

	/**
	 * Take an answer about one order or many.
	 *
	 * @param Framme_Answer $answer What was answered.
	 */
	public function __construct( Framme_Answer $answer ) {
		$this->answer = $answer;
		$told         = $answer->is_good() ? Framme_Read::all( $answer->body, 'orders' ) : array();
		$alone        = $answer->is_good() ? Framme_Read::part( $answer->body, 'order' ) : array();
		foreach ( $alone ? array( $alone ) : $told as $order ) {
			if ( $answer->age() >= self::LETS_IN ) {
				unset( $order['manage'] );
			}
			$this->orders[ Framme_Read::text( $order, 'id' ) ] = $order;
		}
	}

	/**
	 * Ask about many orders at once.
	 *
	 * @param array<WC_Order> $orders Those whose reader may see them.
	 */
	public static function about_all( array $orders ): self {
		$ids = array();
		foreach ( $orders as $order ) {
			$ids[] = (string) $order->get_id();
		}
		if ( ! $ids ) {
			return new self( Framme_Answer::none() );
		}
		return new self( Framme_Client::for_page()->get( 'orders', array( 'ids' => implode( ',', $ids ) ) ) );
	}

	/**
	 * Ask about one order.
	 *
	 * @param WC_Order $order  One whose reader may see it.
	 * @param bool     $is_own Whether the reader is logged in as its customer, and so may see the others too.
	 */
	public static function about( $order, bool $is_own = false ): self {
		$placed = $order->get_date_created();
		if ( $placed && time() - $placed->getTimestamp() < self::TOO_YOUNG ) {
			return new self( Framme_Answer::none() );
		}
		$query = array( 'id' => (string) $order->get_id() ) + ( $is_own ? array( 'own' => '1' ) : array() );
		return new self( Framme_Client::for_page()->get( 'order', $query ) );
	}

	/**
	 * Return what is known of an order, or null.
	 *
	 * @param WC_Order $order One of those asked about.
	 * @return array<string, mixed>|null
	 */
	public function of( $order ): ?array {
		return $this->orders[ (string) $order->get_id() ] ?? null;
	}

	/**
	 * Say whether there may be more to tell of an order soon. One that Framme has not heard of within a
	 * day it will not hear of.
	 *
	 * @param WC_Order $order One of those asked about.
	 */
	public function may_change( $order ): bool {
		$told   = $this->of( $order );
		$placed = $order->get_date_created();
		if ( $told ) {
			return Framme_Read::yes( $told, 'live' );
		}
		return ! $this->answer->is_final() || ( $placed && time() - $placed->getTimestamp() < DAY_IN_SECONDS );
	}

	/**
	 * Return the words that stand around it.
	 */
	public function words(): Framme_Words {
		return new Framme_Words( $this->answer->is_good() ? Framme_Read::part( $this->answer->body, 'words' ) : array() );
	}

	/**
	 * Say whether this is what was heard earlier, because now nothing could be.
	 */
	public function is_old(): bool {
		return $this->answer->stale;
	}

	/**
	 * Say how old it is, in one sentence, or nothing when it is of now.
	 */
	public function age(): string {
		if ( ! $this->answer->stale || ! $this->orders ) {
			return '';
		}
		/* translators: %s is how long ago, such as "2 hours". */
		return sprintf( __( 'This was last brought up to date %s ago.', 'framme' ), human_time_diff( $this->answer->heard_at ) );
	}
}
