<?php
/**
 * Nothing: the pretend WordPress has loaded all it has.
 *
 * @package Framme
 */
