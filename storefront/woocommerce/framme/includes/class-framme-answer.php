<?php
/**
 * What Framme has answered, now or a while ago. It judges nothing.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * A status, a document, and when it was heard. Status 0: nothing was heard at all.
 */
final class Framme_Answer {

	/**
	 * HTTP status, or 0.
	 *
	 * @var int
	 */
	public $status;

	/**
	 * The document, as arrays. Whoever reads it expects any shape.
	 *
	 * @var array<string, mixed>
	 */
	public $body;

	/**
	 * Seconds since 1970.
	 *
	 * @var int
	 */
	public $heard_at;

	/**
	 * Whether this is what was heard earlier, because now nothing could be.
	 *
	 * @var bool
	 */
	public $stale = false;

	/**
	 * Take what was heard.
	 *
	 * @param int                  $status   HTTP status, or 0.
	 * @param array<string, mixed> $body     The document.
	 * @param int                  $heard_at Seconds since 1970; 0: now.
	 */
	public function __construct( int $status, array $body = array(), int $heard_at = 0 ) {
		$this->status   = $status;
		$this->body     = $body;
		$this->heard_at = $heard_at ? $heard_at : time();
	}

	/**
	 * Return the answer of nobody.
	 */
	public static function none(): self {
		return new self( 0 );
	}

	/**
	 * Return the same answer, marked as an old one.
	 */
	public function as_stale(): self {
		$old        = clone $this;
		$old->stale = true;
		return $old;
	}

	/**
	 * Say whether this is what was asked for.
	 */
	public function is_good(): bool {
		return 200 === $this->status;
	}

	/**
	 * Say whether somebody has answered for good: yes, or that there is no such thing.
	 */
	public function is_final(): bool {
		return in_array( $this->status, array( 200, 404 ), true );
	}

	/**
	 * Return how old it is, in seconds.
	 */
	public function age(): int {
		return max( 0, time() - $this->heard_at );
	}

	/**
	 * Return what Framme says went wrong, in the language asked for, or nothing.
	 */
	public function error(): string {
		return is_string( $this->body['error'] ?? null ) ? $this->body['error'] : '';
	}
}
